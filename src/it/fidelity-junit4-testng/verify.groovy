import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .requiring("test with-junit4/target/surefire-reports four.FourTest.works passed")
    .requiring("test with-junit4/target/surefire-reports four.FourTest.isSkipped skipped")
    .requiring("test with-testng/target/surefire-reports ng.NgTest.works passed")
    .check()
