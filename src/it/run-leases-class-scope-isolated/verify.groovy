String log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
def tests = ['A': 1, 'B': 1, 'OldStyle': 1, 'Nested$Inner': 1]
tests.each { name, count ->
  String file = name.contains('$') ? "TEST-it.NestedTest\$Inner.xml" : "TEST-it.${name}Test.xml"
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "shop/target/surefire-reports/${file}"))
  assert suite.@tests == "${count}" && suite.@failures == '0' && suite.@errors == '0' : name
}
def databases = ['A', 'B', 'Old', 'Outer'].collect { new File(basedir, "shop/target/databases/${it}").text }
assert databases.toSet().size() == 4
assert new File(basedir, 'shop/target/databases/Inner').text == new File(basedir, 'shop/target/databases/Outer').text
return true
