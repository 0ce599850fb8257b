import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .requiring("verdict of the build SUCCESS")
    .requiring("test alpha/target/surefire-reports alpha.AlphaTest.isWrong failure")
    .requiring("test beta/target/surefire-reports beta.BetaTest.isRight passed")
    .check()
