List<String> lines = new File(basedir, 'build.log').readLines()
assert lines.count { it.contains('BUILD SUCCESS') } == 2
assert lines.count { it.contains('Service db (image postgres:15) is ready') } == 2
// run does not wait for the first test.
int starts = lines.findIndexOf { it.contains('Starting services: db (postgres:15)') }
int compiles = lines.findIndexOf { it.contains('testCompile') }
assert starts >= 0 && starts < compiles
assert lines.every { !it.contains("Can't instantiate a strategy") && !it.contains('could not be removed') }
return true
