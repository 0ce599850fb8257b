def log = new File(basedir, 'build.log').text
assert log.contains("is a module of the reactor in '")
assert log.contains('Perhaps you should run mvn deploy-pipeline:run -pl :part -am there.')
return true
