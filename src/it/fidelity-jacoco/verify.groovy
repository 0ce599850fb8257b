import dev.deploypipeline.fidelity.Equivalence

// What is compared was tuned.
assert fidelityGoal == 'verify' || new File(basedir, 'build.log').readLines().any { it ==~ /.*Test JVMs: \d+ tuned/ }

return Equivalence.of(binding.variables)
    .requiring("file lib/target/jacoco.exec not empty")
    .requiring("coverage in file app/target/site/jacoco/jacoco.xml of report app, INSTRUCTION")
    .requiring("test app/target/failsafe-reports app.AppIT.tellsTheSignToo passed")
    .check()
