String log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
['surefire-reports/TEST-it.UnitTest.xml', 'failsafe-reports/TEST-it.SideBySideIT.xml'].each {
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/${it}"))
  assert suite.@tests == '1' && suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0' : it
}
assert new File(basedir, 'target').list().findAll { it.startsWith('surefire') } == ['surefire-reports']
return true
