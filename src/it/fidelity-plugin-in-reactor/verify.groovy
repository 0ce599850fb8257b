import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .requiring("test stamped/target/surefire-reports stamped.StampTest.wasWrittenByThePluginOfTheSameReactor passed")
    .requiring("file stamped/target/stamped-1.0.jar!/stamp.txt")
    .check()
