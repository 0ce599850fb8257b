List<String> builds = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\.') as List
builds = builds.drop(builds.size() - 7)
def failed = { int build, String goal -> builds[build].readLines().any { it.contains('[ERROR] Failed to execute goal') && it.contains(goal) } }
def times = { int build, String text -> builds[build].readLines().count { it.contains(text) } }

[0, 1, 3].each {
  assert failed(it, 'deploy-pipeline-maven-plugin') && failed(it, ' surefire:test (default-test): ') : it
}
[2, 4, 5].each { assert failed(it, 'maven-surefire-plugin') : it }
assert failed(6, 'deploy-pipeline-maven-plugin')
assert builds[6].contains("The goal test is bound to the phase 'compile'")
(0..5).each {
  assert times(it, 'meant to fail') >= 1 : it
  assert times(it, 'Running it.FailingTest') == 1 : it
  assert times(it, ':install (default-install)') == 0 : it
}
return true
