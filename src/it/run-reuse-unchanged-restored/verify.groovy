List<String> builds = new File(basedir, 'build.log').text.split(/Scanning for projects\.\.\./).drop(1)
assert builds.size() == 5
def why = { int build, String task ->
  builds[build - 1].readLines().find { it.startsWith("[INFO] Why ${task}: ") }
}
def reused = { int build, String task -> why(build, task) ==~ /.*: reused, because nothing that it depends on has changed since .*/ }
def run = { int build, String task, String reason -> why(build, task)?.contains(": run, because ${reason}") }

List<String> known = ['lib', 'app'].collectMany { module ->
  ['resources:resources (default-resources)', 'compiler:compile (default-compile)', 'resources:testResources (default-testResources)',
   'compiler:testCompile (default-testCompile)', 'surefire:test (default-test)', 'jar:jar (default-jar)'].collect { "${it} @ ${module}".toString() }
} + ['compiler:testCompile (default-testCompile) @ it', 'failsafe:integration-test (default) @ it']
List<String> tests = known.findAll { it =~ /surefire|failsafe/ }

// The first build knows of nothing, and keeps all that it can.
known.each {
  assert run(1, it, 'nothing is known of an earlier run here') : why(1, it)
  assert !why(1, it).contains('not kept') : why(1, it)
}
// After clean all of it is put back.
known.each { assert reused(2, it) : why(2, it) }
assert run(2, 'antrun:run (template) @ app', 'its goal is not known')
assert run(2, 'failsafe:verify (default) @ it', 'results of its goal are not used again')
assert builds[1] =~ /Reused \d+ of \d+ tasks, which took .* when they ran/
// A property that tests see runs tests, and nothing else.
known.each { assert (it in tests) ? run(3, it, 'parameters changed: systemPropertyVariables') || it.startsWith('failsafe') : reused(3, it) : why(3, it) }
// A failure is a failure each time.
[4, 5].each {
  assert builds[it - 1].contains('LibTest.readsWhatItFinds')
  assert builds[it - 1].contains('BUILD FAILURE')
}

// What was put back before the failure is there.
['lib/target/classes/lib/Lib$Inner.class', 'lib/target/test-classes/lib/data.txt', 'lib/target/maven-status/maven-compiler-plugin/compile/default-compile/inputFiles.lst'].each {
  assert new File(basedir, it).isFile() : it
}
// Before its tests ran again, and failed, what they had left was removed.
assert !new File(basedir, 'lib/target/snippets/seen.txt').exists()
def results = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/deploy-pipeline/run.json'))
assert results.tasks.find { it.name == 'compiler:compile (default-compile)' && it.module == 'mutated:lib' }.reuse.reused
assert !results.tasks.find { it.name == 'surefire:test (default-test)' && it.module == 'mutated:lib' }?.reuse?.reused
return true
