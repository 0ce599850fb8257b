def log = new File(basedir, 'build.log').text
assert log.contains('Skipped, since deploy-pipeline.skip is set.')
assert !new File(basedir, 'target').exists()
return true
