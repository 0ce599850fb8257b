String log = new File(basedir, 'build.log').text
assert log.contains('There are test failures')
assert log.contains("The run failed, so the goals behind it are not run")
assert new File(basedir, 'target/surefire-reports').exists() : 'the goal behind the failed run was run'
return true
