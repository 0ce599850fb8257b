// Not by assert with the whole log, which it would print.
def log = new File(basedir, 'build.log').readLines()
def count = { text -> log.count { it.contains(text) } }

// The run and the lifecycle behind it, then one run each.
assert new File(basedir, 'starts.txt').readLines() == ['tuned', 'plain', 'tuned', 'plain']
assert count('Test JVMs: 1 tuned') == 2
assert count('Test JVMs: 1 plain (1 failed before, with tuned JVMs)') == 1
assert count('surefire:test (default-test) @ sensitive failed with options of this plugin for its test JVMs') == 1
assert count('-Ddeploy-pipeline.tests.tuning=off') == 1

def failures = new File(basedir, '.mvn/deploy-pipeline/history/fork-failures.jsonl').readLines()
    .collect { new groovy.json.JsonSlurper().parseText(it) }
assert failures*.event == ['failed-tuned', 'passed-plain']
assert failures*.tests == [['it.SensitiveTest.bearsNoOptions'], []]
return true
