String log = new File(basedir, 'build.log').text

def seen = { String build ->
  def read = new Properties()
  new File(basedir, "seen-${build}.properties").withInputStream { read.load(it) }
  return read
}
def first = seen('1'), second = seen('2')
assert first.data == second.data && first.started == second.started : 'the second build has another PostgreSQL'
assert first.cache == second.cache : 'the second build has another Redis'
assert first.database != second.database
assert !second.all.split(' ').contains(first.database) : 'the database of the first build is still there'

['keep-it-db', 'keep-it-cache'].each {
  assert log.count("Service ${it} uses the kept server at 127.0.0.1:") == 1 : it
  assert log =~ /(?m)^\[INFO\] ${it} +embedded +127\.0\.0\.1:\d+ +.*idle, stops in \d+ (s|min)$/ : it
  assert log.count("Stopped the kept server ${it} (") == 1 : it
}
assert log.count('Kept 2 servers of 2 services for the next build; idle for 5 min, or with deploy-pipeline:pool-stop, they stop') == 2
assert log.count('No kept servers of this project.') == 1
assert !log.contains('Stopped the servers of')

assert !log.contains(first.password) : 'the password is in the log'
new File(basedir, 'target').eachFileRecurse(groovy.io.FileType.FILES) {
  // Surefire itself writes down all system properties of its JVMs.
  assert it.path.contains('surefire') || !it.text.contains(first.password) : "the password is in ${it}"
}
assert !new File(first.data).exists() : "${first.data} was left behind"
return true
