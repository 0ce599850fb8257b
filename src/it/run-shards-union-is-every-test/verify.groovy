import groovy.json.JsonSlurper

def logs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert logs.size() == 7
def (quick, first, second, proved, missing, empty, times) = logs
def json = { new JsonSlurper().parse(new File(basedir, it)) }
def ran = { log -> (log =~ /Tests run: \d+,.* -- in (\S+)/).collect { it[1] } as Set }

// Slow tests are left out, and named.
assert ran(quick) == ['it.AlphaTest', 'other.it.AlphaTest', 'it.TaggedTest', 'it.OneIT', 'TestSuite'] as Set
assert quick.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0') // of the two of TaggedTest
assert quick.contains('Slow tests left out (deploy-pipeline.skipSlow): 2.')
assert quick.readLines().any { it.contains('20.0 s  it.near.LongTest in surefire:test (default-test) @ jupiter') }
assert quick.readLines().any { it.contains('tagged slow  it.TaggedTest.tagged in surefire:test (default-test) @ jupiter') }
assert quick.contains('Slow test classes of surefire:test (default-test) @ suite are not left out')

// Each class runs in one shard, and the suite as a whole.
assert ran(first) == ['it.near.LongTest', 'other.it.AlphaTest', 'TestSuite'] as Set
assert ran(second) == ['it.AlphaTest', 'it.OneIT', 'it.TaggedTest'] as Set
assert first.contains('Shard 1/2 runs surefire:test (default-test) @ suite as a whole, because suiteXmlFiles names its tests.')
assert second.contains('Shard 2/2 does not run surefire:test (default-test) @ suite: shard 1/2 does,')
assert second.contains('Shard 2/2: 3 of 7 test classes.')
def report = json('target/deploy-pipeline/shard-2-of-2.json')
def jupiter = report.executions.find { it.module == 'it.shards:jupiter' && it.name.startsWith('surefire') }
assert jupiter.candidates == ['it.AlphaTest', 'it.BaseTest', 'it.TaggedTest', 'it.near.LongTest', 'other.it.AlphaTest']
assert jupiter.ran == ['it.AlphaTest': 5, 'it.TaggedTest': 2] // nested and parameterised ones too

// The reports prove it, and run nothing else.
assert proved.contains('2 shards ran each of 7 test classes once.') && proved.contains('BUILD SUCCESS')
assert !proved.contains('compiler:') && ran(proved).isEmpty()
def error = { log -> log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') } }
assert error(missing).contains('The shards did not run every test once: the report of shard 2/2 is missing.')
assert error(empty).contains('Shard 19/20 has none of the 7 test classes, so it has tested nothing.')
assert ran(empty).isEmpty()

// Failsafe's summary is never that of an earlier run: the last shard ran no integration test. Both of its goals want one
// (failIfNoTests), and get it from the shards together.
assert new File(basedir, 'jupiter/target/failsafe-reports/TEST-it.OneIT.xml').exists()
assert !new File(basedir, 'jupiter/target/failsafe-reports/failsafe-summary.xml').exists()
assert report.executions.find { it.name == 'failsafe:verify (default)' }.ran == ['it.OneIT': 1]
assert first.contains('BUILD SUCCESS') && second.contains('BUILD SUCCESS')

// The history of a run that left tests out is that of no whole task; whole classes are known.
def runs = new File(basedir, '.mvn/deploy-pipeline/history/runs.jsonl').readLines().collect { new JsonSlurper().parseText(it) }
assert runs.collectMany { it.tasks }.findAll { it.module == 'it.shards:jupiter' && it.name.startsWith('surefire') }.every { it.whole == false }
assert times.contains('test-times.json: 6 test classes')
def known = json('.mvn/deploy-pipeline/test-times.json').millis['it.shards:jupiter']['surefire:test']
assert known.keySet() == ['it.AlphaTest', 'it.TaggedTest', 'it.near.LongTest', 'other.it.AlphaTest'] as Set
assert known['it.near.LongTest'] < 20000
return true
