import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

String log = new File(basedir, 'build.log').text.replaceAll('\u001B\\[[;\\d]*m', '')
def ofBuild = { int number -> log.split('BUILD FAILURE')[number - 1] }
// Not by assert with the whole log, which it would print.
def tells = { int number, String text -> ofBuild(number).contains(text) }
def count = { int number, String text -> ofBuild(number).count(text) }

// What failed first, at once; in the end only what never passed.
def ending = { int number -> ofBuild(number).split('The slowest tasks:')[1] }
assert tells(1, '] First failing test: it.')
assert ending(1).count('] Failing test: ') == 2
assert ending(1).contains('] Failing test: it.FlakyNgTest.failsInItsFirstJvm in surefire:test (default-test) @ testng-old: first time')
assert ending(1).contains('] Failing test: it.AlwaysFailsTest.fails in surefire:test (default-test) @ broken: as ever')
assert tells(1, 'Flaky test, it failed and then passed on retry 1 of 2: it.FlakyTest.failsInItsFirstJvm in surefire:test (default-test) @ unit: first time')
assert tells(1, 'Flaky test, it failed and then passed on retry 1 of 2: it.FixtureTest.initializationError in surefire:test (default-test) @ unit: first time')
assert tells(1, 'Flaky test, it failed and then passed on retry 1 of 2: it.FlakyIT.failsInItsFirstJvm in failsafe:integration-test (default) @ integration: first time')
assert tells(1, 'Flaky test, it failed and then passed on retry 1 of 2: it.FlakyNgTest.failsInItsFirstJvm in surefire:test (default-test) @ testng: first time')
assert tells(1, 'Flaky test, it failed and then passed on retry 1 of 2: it.FlakyFourTest.failsInItsFirstJvm in surefire:test (default-test) @ junit4: first time')
assert tells(1, 'deploy-pipeline: Retry 1 of 2, each class in a fresh JVM: it.FixtureTest, it.FlakyTest')
assert tells(1, 'deploy-pipeline: Retry 2 of 2, each class in a fresh JVM: it.AlwaysFailsTest')
assert count(1, 'it.AlwaysFailsTest still fails: it.AlwaysFailsTest.fails failed') == 2
assert tells(1, 'The failures of surefire:test (default-test) @ testng-old stand, whatever deploy-pipeline.tests.retries says, because the report of it.FlakyNgTest holds other classes as well.')
assert ofBuild(1) =~ /testng \.+ SUCCESS/ && ofBuild(1) =~ /junit4 \.+ SUCCESS/ && ofBuild(1) =~ /testng-old \.+ FAILURE/
assert ofBuild(1) =~ /unit \.+ SUCCESS/ && ofBuild(1) =~ /integration \.+ SUCCESS/ && ofBuild(1) =~ /broken \.+ FAILURE/

// A flaky test can fail its module; Failsafe's where its failures do.
assert tells(2, 'deploy-pipeline.tests.failOnFlaky is set: it.FixtureTest.initializationError, it.FlakyTest.failsInItsFirstJvm.')
assert log.contains('1 test of integration failed and then passed, and deploy-pipeline.tests.failOnFlaky is set: it.FlakyIT.failsInItsFirstJvm.')
assert ending(2).count('] Failing test: ') == 0
assert ofBuild(2) =~ /unit \.+ FAILURE/ && ofBuild(2) =~ /integration \.+ FAILURE/

// Where no report is read, nobody knows of a flaky test.
assert tells(3, 'A flaky test of surefire:test (default-test) @ testng does not fail its module (deploy-pipeline.tests.failOnFlaky), because its reports are not read.')
assert !tells(1, 'because its reports are not read') && !tells(2, 'because its reports are not read')

// The reports, as Surefire writes them for its own reruns.
def report = { String file -> new XmlSlurper().parse(new File(basedir, file)) }
def flaky = report('unit/target/surefire-reports/TEST-it.FlakyTest.xml')
assert [flaky.@tests, flaky.@failures, flaky.@errors, flaky.@flakes]*.text() == ['2', '0', '0', '1']
def failedFirst = flaky.testcase.find { it.@name == 'failsInItsFirstJvm' }
assert failedFirst.flakyFailure.@message == 'first time' && failedFirst.flakyFailure.stackTrace.text().contains('FlakyTest.java')
def fixture = report('unit/target/surefire-reports/TEST-it.FixtureTest.xml')
assert fixture.@failures == '0' && fixture.@errors == '0' && fixture.@flakes == '1'
assert fixture.testcase.collect { it.@name.text() } as Set == ['initializationError', 'passes'] as Set
assert new File(basedir, 'unit/target/surefire-reports/it.FlakyTest.txt').text.contains('Tests run: 2, Failures: 0')
def ng = report('testng/target/surefire-reports/TEST-it.FlakyNgTest.xml')
assert ng.@failures == '0' && ng.@skipped == '0' && ng.@flakes == '1'
assert ng.testcase.collect { it.@name.text() } as Set == ['failsInItsFirstJvm', 'isSkippedBehindIt'] as Set
def four = report('junit4/target/surefire-reports/TEST-it.FlakyFourTest.xml')
assert four.@failures == '0' && four.testcase.findAll { !it.flakyFailure.isEmpty() }.collect { it.@name.text() } == ['failsInItsFirstJvm']
// The coverage of both attempts.
def covered = new File(basedir, 'junit4/target/site/jacoco/jacoco.csv').readLines()[1].split(',')
assert covered[1..2] == ['it', 'Covered'] && covered[11..12] == ['2', '2'] // methods missed (the constructor and one more) and covered
def kept = report('unit/target/deploy-pipeline/retries/test-default-test/first/TEST-it.FlakyTest.xml')
assert kept.@failures == '1'
def summary = report('integration/target/failsafe-reports/failsafe-summary.xml')
assert [summary.completed, summary.errors, summary.failures, summary.flakes]*.text() == ['2', '0', '0', '1']
assert report('broken/target/surefire-reports/TEST-it.AlwaysFailsTest.xml').@failures == '1'

def run = new JsonSlurper().parse(new File(basedir, 'target/deploy-pipeline/run.json'))
assert run.tests.collectMany { it.classes }.collectMany { it.flaky }.collect { [it.test, it.passed] } as Set == [
    ['it.FlakyTest.failsInItsFirstJvm', 'on retry 1 of 1'],
    ['it.FixtureTest.initializationError', 'on retry 1 of 1'],
    ['it.FlakyIT.failsInItsFirstJvm', 'on retry 1 of 1']] as Set
assert run.failingTests == []

// Nothing is left in the source tree.
assert new File(basedir, 'unit').list() as Set == ['pom.xml', 'src', 'target'] as Set
return true
