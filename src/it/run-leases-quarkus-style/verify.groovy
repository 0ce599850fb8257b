assert new File(basedir, 'build.log').text.contains('BUILD SUCCESS')
def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, 'shop/target/surefire-reports/TEST-it.ConfigTest.xml'))
assert suite.@tests == '1' && suite.@failures == '0' && suite.@errors == '0'
return true
