String log = new File(basedir, 'build.log').text

def once = { String text ->
  int found = log.split(java.util.regex.Pattern.quote(text), -1).length - 1
  assert found == 1 : "expected '${text}' once in the log, found it ${found} times"
}
once('Starting services: db (postgres:15), cache (redis:7)')
once('Service db (image postgres:15) is ready')
once('Service cache (image redis:7) is ready')
once('Stopped the servers of 2 services')

['orders/target/surefire-reports/TEST-it.OrdersTest.xml', 'catalog/target/failsafe-reports/TEST-it.CatalogIT.xml'].each {
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, it))
  assert suite.@tests == '3' && suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0' : it
}

String data = new File(basedir, 'orders/target/data-directory.txt').text
assert data == new File(basedir, 'catalog/target/data-directory.txt').text : 'the modules saw different servers'
assert !new File(data).parentFile.exists() : "${data} was left behind"
return true
