// The counts are written down so that a test that silently does not run is noticed.
def expected = [
  // module: [unit tests, integration tests]
  model: [43, 0],
  resilience: [24, 0],
  storage: [19, 18],
  pricing: [29, 0],
  catalog: [10, 8],
  inventory: [16, 10],
  customers: [30, 9],
  payment: [20, 7],
  notification: [13, 8],
  orders: [21, 9],
  reports: [11, 3],
  batch: [22, 4],
  web: [19, 6],
  app: [8, 5],
]

def log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')

['run.json', 'trace.json'].each { name ->
  def file = new File(basedir, "target/deploy-pipeline/$name")
  assert file.file && file.length() > 0 : "$file is missing or empty"
  new groovy.json.JsonSlurper().parse(file)
}

def testsIn = { File reports ->
  def files = reports.listFiles()?.findAll { it.name ==~ /TEST-.*\.xml/ } ?: []
  def suites = files.collect { new groovy.xml.XmlSlurper().parse(it) }
  assert suites.every { it.@failures == '0' && it.@errors == '0' && it.@skipped == '0' } : "failures in $reports"
  suites.sum(0) { it.@tests.toInteger() }
}

expected.each { module, counts ->
  assert testsIn(new File(basedir, "$module/target/surefire-reports")) == counts[0] : "unit tests of $module"
  assert testsIn(new File(basedir, "$module/target/failsafe-reports")) == counts[1] : "integration tests of $module"
}
return true
