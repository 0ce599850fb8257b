import groovy.json.JsonSlurper

String log = new File(basedir, 'build.log').text.replaceAll('\u001B\\[[;\\d]*m', '')
// The settings of these tests activate that profile, which the command names therefore.
assert log.contains('again: mvn deploy-pipeline:run -P local-first -pl :app -am ')
log = log.replace('deploy-pipeline:run -P local-first ', 'deploy-pipeline:run ')
def ofBuild = { int number -> log.split('BUILD FAILURE')[number - 1] }
String first = ofBuild(1)

// At once, with the assertion, the frame and the command; and again in the summary.
String adds = """ailing test: it.FailsTest.adds in surefire:test (default-test) @ app: sum ==> expected: <3> but was: <4>
[ERROR]   at it.FailsTest.adds(FailsTest.java:14)
[ERROR]   again: mvn deploy-pipeline:run -pl :app -am -Dtest=it.FailsTest#adds -Dsurefire.failIfNoSpecifiedTests=false -DskipITs
"""
assert first.split('The slowest tasks:').every { it.count(adds) == 1 }
assert first.count('] First failing test: ') == 1
assert first.contains("""[ERROR] Failing test: it.FailsTest\$WhenRun.runs in surefire:test (default-test) @ app: ArithmeticException: / by zero
[ERROR]   at it.App.run(App.java:8)
[ERROR]   again: mvn deploy-pipeline:run -pl :app -am '-Dtest=it.FailsTest\$WhenRun#runs' -Dsurefire.failIfNoSpecifiedTests=false -DskipITs
""")
assert first.contains('again: mvn deploy-pipeline:run -pl :app -am -Dtest=it.FailsTest#each -Dsurefire.failIfNoSpecifiedTests=false -DskipITs')
assert first.contains('again: mvn deploy-pipeline:run -pl :web -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=it.FailsIT#adds -Dfailsafe.failIfNoSpecifiedTests=false')
assert first =~ /Slow test class: [0-9.]+ s  it\.AdderTest in surefire:test \(default-test\) @ core/
assert first.contains('Flaky test, it failed and then passed: it.FailsIT.isFlaky in failsafe:integration-test (default) @ web: not yet')
assert first.contains('Skipped: 1 of 9 tests')

// WaitsTest passed, because it read the failure in the log.
assert first.contains('Tests run: 5, Failures: 2, Errors: 1, Skipped: 0')

// What is written down.
def history = new File(basedir, '.mvn/deploy-pipeline/history/runs.jsonl').readLines().collect { new JsonSlurper().parseText(it) }
def classes = { run -> run.tasks.collectMany { it.classesMs ? it.classesMs.keySet() : [] } as Set }
// Not of AdderTest, which skipped one of its tests.
assert classes(history[0]) == ['it.WaitsTest'] as Set
def waits = new groovy.xml.XmlSlurper().parse(new File(basedir, 'app/target/surefire-reports/TEST-it.WaitsTest.xml'))
assert history[0].tasks.find { it.module == 'it:app' && it.stage == 'unit-tests' }.classesMs['it.WaitsTest'] >= waits.@time.toDouble() * 1000 - 1
// A part of the tests says nothing of how long their class takes.
assert history.size() == 4 && classes(history[1]).isEmpty() && classes(history[2]).isEmpty()

// The commands run one test each.
assert new groovy.xml.XmlSlurper().parse(new File(basedir, 'app/target/surefire-reports/TEST-it.FailsTest.xml')).@tests == '1'
assert new groovy.xml.XmlSlurper().parse(new File(basedir, 'web/target/failsafe-reports/TEST-it.FailsIT.xml')).@tests == '1'
assert ofBuild(2).count('] Failing test: ') == 1 && ofBuild(2).contains('Failing test: it.FailsTest.adds in surefire')
assert ofBuild(3).count('] Failing test: ') == 1 && ofBuild(3).contains('Failing test: it.FailsIT.adds in failsafe')

// The one that hangs.
assert ofBuild(4).contains('Failing test: it.HangsCase in surefire:test (default-test) @ core: it held its JVM for more than 8.0 s')
assert ofBuild(4) =~ /  at it\.HangsCase\.hangs\(HangsCase\.java:11\)/
def threads = new File(basedir, 'core/target/deploy-pipeline').listFiles().findAll { it.name.startsWith('threads-') }
assert threads.size() == 1 && threads[0].text.contains('it.HangsCase.hangs')
def run = new JsonSlurper().parse(new File(basedir, 'core/target/deploy-pipeline/run.json'))
assert run.failingTests*.test == ['it.HangsCase']
def processes = ['ps', '-eo', 'args'].execute().text.readLines()
assert processes.every { !(it.contains('surefirebooter') && it.contains(basedir.path)) }
return true
