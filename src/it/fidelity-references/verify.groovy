import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .onlyPresent("**/target/checkstyle-*")
    .onlyPresent("**/target/collected/TEST-*.xml")
    .requiring("test processed/target/surefire-reports fid.processed.GreeterTest.greetsWithWhatTheProcessorMade passed")
    .requiring("file release-9/target/release-9-1.0.jar!/module-info.class")
    .requiring("file coverage/target/collected/TEST-fid.processed.GreeterTest.xml")
    .requiring("file empty/target/empty-1.0.jar")
    .check()
