import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .failsAt("beta", "maven-compiler-plugin:compile")
    .requiring("module alpha SUCCESS")
    .requiring("module gamma SKIPPED")
    .requiring("module delta SKIPPED")
    .check()
