import dev.deploypipeline.fidelity.Equivalence

assert !new File(basedir, 'bystander/target').exists()

return Equivalence.of(binding.variables)
    .requiring("module greeter SUCCESS")
    .requiring("module shouter SUCCESS")
    .check()
