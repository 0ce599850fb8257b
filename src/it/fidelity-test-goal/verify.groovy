import dev.deploypipeline.fidelity.Equivalence

def log = new File(basedir, 'build.log').readLines()
assert log.count { it.contains('already been run for this configuration') } == 3
if (log.any { it.contains('deploy-pipeline') && it.contains(':test (default) @ ') }) {
    // Before the goal itself nothing of it runs, and behind it nothing again.
    def places = log.findIndexValues { it.contains(':test (default') || it.contains(':verify (its)') || it.contains(':install (') }
        .collect { log[it as int] }.findAll { it.contains('@ lib') }
    assert places[0].contains('deploy-pipeline') && places.last().contains('install')
    assert places.size() == 4
    def ofMid = log.findAll { it =~ /:test \(default(-test)?\) @ mid/ }
    assert ofMid.size() == 2 && ofMid[0].contains('deploy-pipeline')
}

return Equivalence.of(binding.variables)
    // Maven 4 writes the property into it that binds the goal.
    .onlyPresent('.mvn/target/**/root-1.0-consumer.pom')
    .requiring('test lib/target/surefire-reports lib.LibTest.meetsTheIntegrationTest passed')
    .requiring('test lib/target/failsafe-reports lib.LibIT.meetsTheUnitTest passed')
    .requiring('coverage in file lib/target/site/jacoco/jacoco.xml of report lib, INSTRUCTION')
    .requiring('test mid/target/failsafe-reports mid.MidIT.runsBetweenBeginAndEnd passed')
    .requiring('file mid/target/ended.txt')
    .requiring('file lib/target/lib-1.0-sources.jar')
    .check()
