String log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.BNextTest.xml'))
assert suite.@tests == '1' && suite.@failures == '0' && suite.@errors == '0'
assert log.contains('Stopped the servers of 1 service')
assert !log.contains('could not be removed')
def processes = ['ps', '-eo', 'args'].execute().text.readLines()
assert processes.every { !(it.contains('redis-server') && it.contains(basedir.path)) }
return true
