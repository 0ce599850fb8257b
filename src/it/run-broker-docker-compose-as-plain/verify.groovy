String log = new File(basedir, 'build.log').text
List<String> builds = log.split('(?m)^.*Scanning for projects\\.\\.\\.') as List
builds = builds.drop(builds.size() - 3)
def containers = { String build -> build.readLines().findAll { it.contains('Containers: tests asked for') } }

def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.ComposeTest.xml'))
assert suite.@tests == '2' && suite.@failures == '0' && suite.@errors == '0'
assert suite.testcase.find { it.@name == 'compose1' }.skipped.isEmpty()
int services = suite.@skipped == '1' ? 2 : 4
[0, 1].each {
  assert containers(builds[it]).size() == 1
  assert containers(builds[it])[0] =~ /asked for ${services}, 0 were warm, the others not \(${services} custom network\)/ : containers(builds[it])
}
assert containers(builds[2]).isEmpty()

def docker = { String... words -> def p = (['docker'] + words.toList()).execute(); p.waitFor(); p.text.readLines() }
def left = docker('ps', '-a', '--format', '{{.Names}}', '--filter', "label=com.docker.compose.project.config_files=${new File(basedir, 'compose.yml')}")
assert left.isEmpty() : left
return true
