String log = new File(basedir, 'build.log').text
assert log.count('BUILD FAILURE') == 2
// Each module, in each of the two builds.
assert log.count('found $-1, and fails on purpose') >= 4
['one', 'two'].each {
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "${it}/target/surefire-reports/TEST-it.FailingTest.xml"))
  assert suite.@tests == '1' && suite.@failures == '1' : it
}
assert !log.contains('leaseTimeout=')
assert log.count('Stopped the servers of 1 service') == 2
def processes = ['ps', '-eo', 'args'].execute().text.readLines()
assert processes.every { !(it.contains('redis-server') && it.contains(basedir.path)) }
return true
