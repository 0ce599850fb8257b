String log = new File(basedir, 'build.log').text
def builds = log.split('(?m)^.*Scanning for projects\\.\\.\\.') as List
// Of each build, so that a failed assertion does not print the builds themselves.
def counted = builds.drop(builds.size() - 3).collect { it.readLines().findAll { it.contains('Containers: tests asked for') } }

def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.ComposeTest.xml'))
assert suite.@tests == '2' && suite.@failures == '0' && suite.@errors == '0'
assert suite.testcase.find { it.@name == 'compose1' }.skipped.isEmpty()
int services = suite.@skipped == '1' ? 2 : 4
[0, 1].each {
  assert counted[it].size() == 1
  assert counted[it][0].contains("asked for ${services}, 0 were warm, the others not (${services} custom network)")
}
assert counted[2].isEmpty()

def docker = { String... words -> def p = (['docker'] + words.toList()).execute(); p.waitFor(); p.text.readLines() }
def ofFile = "label=com.docker.compose.project.config_files=${new File(basedir, 'compose.yml')}"
assert docker('ps', '-a', '--format', '{{.Names}}', '--filter', ofFile).isEmpty()
assert docker('network', 'ls', '-q', '--filter', 'label=it.compose=as-plain').isEmpty()
return true
