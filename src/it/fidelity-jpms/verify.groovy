import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .requiring("test consumer/target/surefire-reports fid.consumer.ConsumerTest.knowsTheAutomaticNameFromTheManifest passed")
    .requiring("file consumer/target/consumer-1.0.jar!/module-info.class")
    .check()
