String log = new File(basedir, 'build.log').text
List<String> builds = log.split('(?m)^.*Scanning for projects\\.\\.\\.') as List
builds = builds.drop(builds.size() - 7)
def containers = { String build -> build.readLines().findAll { it.contains('Containers: tests asked for') } }

assert containers(builds[0]).size() == 1
def first = (containers(builds[0])[0] =~ /asked for (\d+), (\d+) were warm/)
assert first.find() && first.group(1) == '14'
assert containers(builds[0])[0].contains('4 custom network')

assert containers(builds[2]).size() == 1
def second = (containers(builds[2])[0] =~ /asked for (\d+), (\d+) were warm.*; tests waited ([0-9.]+) s less/)
assert second.find() && second.group(1) == '14' && second.group(2).toInteger() >= 1 && second.group(3).toDouble() > 0
// Of the third build, whose report lists all modules; the later ones write theirs in the module that is built.
def findings = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/deploy-pipeline/run.json')).findings*.message
assert findings.count { it.startsWith('Containers: tests asked for') && it.contains(second.group()) } == 1 : findings

[1, 3, 4].each { assert containers(builds[it]).isEmpty() : it }
assert builds[4].readLines().count { it.contains('Containers: no warm ones, no Docker engine answers; tried unix:///nowhere/docker.sock') } == 1
assert containers(builds[5]).size() == 1 && containers(builds[5])[0].contains('asked for 1, ')
assert builds[6].contains("deploy-pipeline.broker is 'maybe'. Perhaps you should use one of: auto, off.")
assert new File(basedir, '.mvn/deploy-pipeline/broker/recipes.json').isFile()

['old', 'new'].each { module ->
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "${module}/target/surefire-reports/TEST-it.ContainersTest.xml"))
  assert suite.@tests == (module == 'new' ? '1' : '6') && suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0'
}
// What the tests of the builds with a broker left is gone; what the two others left is as with plain Testcontainers, whose Ryuk
// cannot run everywhere.
def docker = { String... words -> def p = (['docker'] + words.toList()).execute(); p.waitFor(); p.text.readLines() }
def left = docker('ps', '-aq', '--filter', 'label=it=left')
left.each { docker('rm', '-f', it) }
assert left.size() <= 2
return true
