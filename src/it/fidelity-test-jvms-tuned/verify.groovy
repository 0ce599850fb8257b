import dev.deploypipeline.fidelity.Equivalence

// Not by assert with the whole log, which it would print.
def log = new File(basedir, 'build.log').readLines()
def says = { text -> log.any { it.contains(text) } }
assert says('already been run for this configuration')
if (fidelityGoal != 'verify') {
    // exits passed no test: it is told, and what the next run does about it.
    assert says('Test JVMs: 3 tuned')
    assert says('surefire:test (default-test) @ exits failed with options of this plugin for its test JVMs')
    assert log.count { it.contains('failed with options of this plugin') } == 1
    def jvms = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/deploy-pipeline/run.json'))
        .tasks.findAll { it.testJvm }
    assert jvms*.testJvm*.start.toSet() == ['tuned'] as Set
    assert jvms.find { it.module == 'it.fidelity.jvms:seen' }.testJvm.reason == 'first try'
}

return Equivalence.of(binding.variables)
    .failsAt('exits', 'maven-surefire-plugin:test')
    .requiring('file seen/target/SeenTest.txt')
    .requiring('file seen/target/SeenIT.txt')
    .check()
