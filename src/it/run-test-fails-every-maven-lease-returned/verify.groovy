String log = new File(basedir, 'build.log').text
List<String> builds = log.split('(?m)^.*Scanning for projects\\.\\.\\.') as List
assert builds.size() == 3
builds.drop(1).eachWithIndex { build, index ->
  assert build.contains('BUILD FAILURE') : index
  ['one', 'two'].each {
    assert build =~ /FailingTest.*Fresh.*in module ${it}: found \$-1, and fails on purpose/ : "${it} of build ${index}"
  }
  assert !build.contains('no lease for') && !build.contains('found $3') : index
  assert build.count('Stopped the servers of 1 service') == 1 : index
}
['one', 'two'].each {
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "${it}/target/surefire-reports/TEST-it.FailingTest.xml"))
  assert suite.@tests == '1' && suite.@failures == '1' : it
  assert suite.testcase.failure.@message.text().contains('found $-1') : it
}
def processes = ['ps', '-eo', 'args'].execute().text.readLines()
assert processes.every { !(it.contains('redis-server') && it.contains(basedir.path)) }
return true
