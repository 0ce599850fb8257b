import dev.deploypipeline.fidelity.Equivalence

assert new File(basedir, 'first/target/order.txt').text ==
    'generate-sources, compiled true, indexed true, tested not yet, test reports 1, packed true, end'

return Equivalence.of(binding.variables)
    .alsoComparing("**/src/**")
    .onlyPresent("**/target/checkstyle-cachefile")
    .requiring("test second/target/surefire-reports second.SecondTest.holdsWhatTheJarOfFirstHeld passed")
    .check()
