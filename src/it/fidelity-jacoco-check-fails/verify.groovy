import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .failsAt("lib", "jacoco-maven-plugin:check")
    .requiring("coverage in file lib/target/site/jacoco/jacoco.xml of report lib, INSTRUCTION")
    .requiring("module app SKIPPED")
    .check()
