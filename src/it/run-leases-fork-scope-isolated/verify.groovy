String log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
assert log.contains('Stopped the servers of 1 service')
['fresh', 'reused'].each { module ->
  ['A', 'B', 'C', 'D'].each {
    def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "${module}/target/surefire-reports/TEST-it.${it}Test.xml"))
    assert suite.@tests == '1' && suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0' : it
  }
}
def databases = { String module -> new File(basedir, "${module}/target/databases").listFiles().collect { it.text } }
assert databases('fresh').size() == 4 && databases('fresh').toSet().size() == 4
assert databases('reused').size() <= 2 && databases('reused').toSet().size() == databases('reused').size()
assert databases('fresh').toSet().intersect(databases('reused').toSet()).isEmpty()
return true
