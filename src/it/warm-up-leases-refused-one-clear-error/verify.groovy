String log = new File(basedir, 'build.log').text
def reason = { String service -> "service ${service} (image postgres:15) could not be started: the migration 'V1__a.sql' failed at" }
assert log.readLines().any { it.contains('this test JVM got no lease: ' + reason('forkdb')) }
assert log.readLines().any { it.contains('the test class it.AIT got no lease: ' + reason('classdb')) }
assert log.contains('relation "nowhere" does not exist')
['forked', 'classy'].each { assert !new File(basedir, "${it}/target/ran-without-its-database").exists() : it }
return true
