import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .failsAt("beta", "maven-surefire-plugin:test")
    .requiring("test beta/target/surefire-reports beta.BetaTest.isWrong")
    .requiring("verdict of the build FAILURE ignored")
    .requiring("module beta FAILURE")
    .check()
