String log = new File(basedir, 'build.log').text

def seen = { String build ->
  def read = new Properties()
  new File(basedir, "seen-${build}.properties").withInputStream { read.load(it) }
  return read
}
def first = seen('1'), second = seen('2')
assert first.started == second.started : 'the second build has another PostgreSQL'
assert first.cache == second.cache : 'the second build has another Redis'
assert first.database != second.database
assert !second.all.split(' ').contains(first.database) : 'the database of the first build is still there'

['keep-docker-it-db', 'keep-docker-it-cache'].each {
  assert log.count("Service ${it} uses the kept server at ") == 1 : it
  assert log =~ /(?m)^\[INFO\] ${it} +docker +\S+:\d+ +.*idle, stops in \d+ (s|min)$/ : it
  assert log.count("Stopped the kept server ${it} (") == 1 : it
  def left = ['docker', 'ps', '--all', '--quiet', '--filter', "label=dev.deploypipeline.service=${it}"].execute()
  assert left.text.isEmpty() && left.waitFor() == 0 : "a container of ${it} is left"
}
assert log.count('Kept 2 servers of 2 services for the next build') == 2
assert log.count('No kept servers of this project.') == 1
assert !log.contains(first.password) : 'the password is in the log'
return true
