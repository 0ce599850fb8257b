String log = new File(basedir, 'build.log').text
assert log.contains("service db (image postgres:15) could not be started: the migration 'V2__b.sql' failed at 'insert into nowhere values (1)'")
assert log.contains('relation "nowhere" does not exist')
assert !new File(basedir, 'm1/target/surefire-reports').exists()
return true
