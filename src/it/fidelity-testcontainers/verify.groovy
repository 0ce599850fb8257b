import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .requiring("test store/target/failsafe-reports store.QueryIT.isAnsweredByARealServer passed")
    .check()
