def docker = { String... words -> def p = (['docker'] + words.toList()).execute(); p.waitFor(); p.text.readLines() }
def known = ['old', 'new'].collectEntries { [it, new File(basedir, "${it}/known").with { it.exists() ? it.readLines() : [] }] }
// Before anything can fail: nobody else removes them. Without Ryuk, Testcontainers leaves the images that it built.
def marks = ['old', 'new'].collect { new File(basedir, "${it}/mark") }.findAll { it.exists() }*.text
def alive = marks.collectMany { docker('ps', '-aq', '--no-trunc', '--filter', "label=it.special=${it}") }
alive.each { docker('rm', '-f', '-v', it) }
def images = marks.collectMany { docker('images', '-aq', '--no-trunc', '--filter', "label=it.special=${it}") }.unique()
images.each { docker('rmi', '-f', it) }

String log = new File(basedir, 'build.log').text
def builds = log.split('(?m)^.*Scanning for projects\\.\\.\\.') as List
// Of each build, so that a failed assertion does not print the builds themselves.
def counted = builds.drop(builds.size() - 3).collect { it.readLines().findAll { it.contains('Containers: tests asked for') } }

['old', 'new'].each { module ->
  assert known[module].size() == 6 && known[module].toUnique().size() == 1 : known // two JVMs in each of three builds
  ['ReuseATest': 1, 'ReuseBTest': 1, 'LateScriptTest': 1, 'BuiltImageTest': 3].each { name, tests ->
    def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "${module}/target/surefire-reports/TEST-it.${name}.xml"))
    assert suite.@tests == "${tests}" && suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0'
  }
}
assert alive as Set == known.values().flatten() as Set // the two, and nothing else that these builds made

// A reused container is asked for once, and found afterwards without being asked for.
assert counted*.size() == [1, 1, 0]
assert counted[0][0] =~ /asked for 10, 0 were warm, .*2 meant for reuse/
def number = { String of -> def found = (counted[1][0] =~ of); found.find() ? found.group(1).toInteger() : 0 }
assert counted[1][0].contains('asked for 8, ') && !counted[1][0].contains('meant for reuse')
// The late script's and the image that is always the same, unless the machine was too busy to start them in time; the image that is
// another one each time, and the one that has another name each time.
int warm = number(/, (\d+) were warm/)
assert warm >= 1 && warm + number(/(\d+) none ready/) + number(/(\d+) image changed/) == 6 : counted[1]
assert warm <= 4 && number(/(\d+) image changed/) <= 2 && number(/(\d+) first seen/) == 2 : counted[1]
return true
