import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .requiring("file lib/target/jacoco.exec not empty")
    .requiring("coverage in file app/target/site/jacoco/jacoco.xml of report app, INSTRUCTION")
    .requiring("test app/target/failsafe-reports app.AppIT.tellsTheSignToo passed")
    .check()
