String log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
// Surefire names the report of a nested class after itself or after the class around it.
def reports = new File(basedir, 'shop/target/surefire-reports').listFiles().findAll { it.name.endsWith('.xml') }
def cases = reports.collectMany { new groovy.xml.XmlSlurper().parse(it).testcase.collect() }
assert cases.size() == 4 && cases.every { it.children().every { child -> !(child.name() in ['failure', 'error', 'skipped']) } }
def databases = ['A', 'B', 'Old', 'Outer'].collect { new File(basedir, "shop/target/databases/${it}").text }
assert databases.toSet().size() == 4
assert new File(basedir, 'shop/target/databases/Inner').text == new File(basedir, 'shop/target/databases/Outer').text
// A module on the module path finds the listener on the class path.
def modular = ['C', 'D'].collect { new File(basedir, "modular/target/databases/${it}").text }
assert (databases + modular).toSet().size() == 6
return true
