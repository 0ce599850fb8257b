import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .failsAt("dirty", "maven-checkstyle-plugin:check")
    .onlyPresent("**/target/pmd.xml")
    .onlyPresent("**/target/pmd/**")
    .onlyPresent("**/target/checkstyle-cachefile")
    // What Maven 4 keeps of a module that failed depends on when one of its goals forked last: with Maven PMD forks behind
    // the packaging, in the run beside it. A module that succeeds is kept whole on both sides.
    .ignoring(".mvn/target/project-local-repo/it.fidelity.lint_fails/dirty/**")
    .requiring("file clean/target/pmd.xml")
    .requiring("test dirty/target/surefire-reports dirty.DirtyTest.works passed")
    .requiring("module after SKIPPED")
    .check()
