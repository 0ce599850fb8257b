String log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
assert log.contains('Stopped the servers of 1 service')
assert log.readLines().findAll { it =~ /:test \(default(-test)?\) @ m1/ }*.contains('deploy-pipeline') == [true, false]
def databases = (1..4).collect {
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "m${it}/target/surefire-reports/TEST-it.ATest.xml"))
  assert suite.@tests == '1' && suite.@failures == '0' && suite.@errors == '0' : it
  new File(basedir, "m${it}/target/databases/m${it}").text
}
assert databases.toSet().size() == 4
return true
