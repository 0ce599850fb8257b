import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .failsAt("beta", "maven-surefire-plugin:test")
    .requiring("test beta/target/surefire-reports beta.BetaTest.isWrong")
    .requiring("module alpha SUCCESS")
    .requiring("module gamma SKIPPED")
    .requiring("module delta SKIPPED")
    .check()
