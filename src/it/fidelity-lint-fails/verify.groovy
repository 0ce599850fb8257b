import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .failsAt("dirty", "maven-checkstyle-plugin:check")
    .onlyPresent("**/target/pmd.xml")
    .onlyPresent("**/target/pmd/**")
    .onlyPresent("**/target/checkstyle-cachefile")
    .requiring("file clean/target/pmd.xml")
    .requiring("test dirty/target/surefire-reports dirty.DirtyTest.works passed")
    .requiring("module after SKIPPED")
    .check()
