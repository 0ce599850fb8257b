def log = new File(basedir, 'build.log').text
assert log.contains('is declared in the pom without extensions. Perhaps you should add <extensions>true</extensions> to it.')
assert !new File(basedir, 'target').exists()
return true
