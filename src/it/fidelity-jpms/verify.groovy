import dev.deploypipeline.fidelity.Equivalence

// What is compared was tuned.
assert fidelityGoal == 'verify' || new File(basedir, 'build.log').readLines().any { it ==~ /.*Test JVMs: \d+ tuned/ }

return Equivalence.of(binding.variables)
    .requiring("test consumer/target/surefire-reports fid.consumer.ConsumerTest.knowsTheAutomaticNameFromTheManifest passed")
    .requiring("file consumer/target/consumer-1.0.jar!/module-info.class")
    .check()
