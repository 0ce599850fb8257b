import com.sun.net.httpserver.HttpServer

def fresh = new File(basedir, 'fresh')
def own = new File(fresh, 'it/prefetch')
def lock = new File(basedir, '.mvn/deploy-pipeline/artifacts.lock')
def written = lock.text

// The plugin is installed only where the invoker installs it.
def plugin = 'dev/deploypipeline'
new File(localRepositoryPath, plugin).eachFileRecurse(groovy.io.FileType.FILES) { file ->
  def copy = new File(fresh, localRepositoryPath.toPath().relativize(file.toPath()).toString())
  copy.parentFile.mkdirs()
  copy.bytes = file.bytes
}

int number = 0
def maven = { String... arguments ->
  def log = new File(basedir, "build-${++number}.log")
  def process = new ProcessBuilder([
    "${mavenHome}/bin/mvn".toString(), '--batch-mode', '-s', settingsFile.toString(), "-Dmaven.repo.local=${fresh}".toString(),
    *arguments
  ]).directory(basedir).redirectErrorStream(true).redirectOutput(log)
  process.environment().put('MAVEN_OPTS', mavenOpts)
  [code: process.start().waitFor(), lines: log.readLines()]
}
def has = { build, text -> assert build.lines.any { it.contains(text) } : "no '${text}' in ${build.lines.join('\n')}" }

assert written.startsWith('# deploy-pipeline artifacts 1\n')
assert written =~ /(?m)^it\.prefetch:copied:jar:1\.0 [0-9a-f]{64}$/
assert written.contains('junit-jupiter-engine:jar:6.1.3 ')
assert !written.contains('needs-much')

// Downloads that break off.
boolean broken = true
def server = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)
server.createContext('/') { exchange ->
  def file = new File(basedir, "remote${exchange.requestURI.path}")
  if (!file.isFile()) {
    exchange.sendResponseHeaders(404, -1)
  } else {
    byte[] bytes = file.bytes
    exchange.sendResponseHeaders(200, bytes.length)
    boolean cut = broken && file.name.endsWith('.jar')
    exchange.responseBody.write(bytes, 0, (int) (cut ? bytes.length / 2 : bytes.length))
  }
  exchange.close()
}
server.start()
def remote = "-Dit.remote=http://127.0.0.1:${server.address.port}".toString()
lock.delete()
def build = maven('deploy-pipeline:prefetch', remote)
assert build.code != 0
has(build, 'The repository beside (http://127.0.0.1:')
['used', 'processor'].each { has(build, "  it.prefetch:${it}:jar:1.0") }
def left = []
own.eachFileRecurse { if (it.isFile() && !(it.name ==~ /.*\.(pom|sha1|md5|repositories|lastUpdated)/)) left << it }
assert left == []
// Everything else is there, but for what nobody can know without the lock list.
assert new File(fresh, 'org/junit/jupiter/junit-jupiter-engine/6.1.3/junit-jupiter-engine-6.1.3.jar').isFile()
assert !new File(own, 'copied').exists()
assert !lock.exists()

broken = false
lock.text = written
new File(basedir, 'target/surefire-reports').deleteDir()
build = maven('deploy-pipeline:prefetch', '-Ddeploy-pipeline.prefetch.verify=true', remote)
assert build.code == 0
['used', 'processor', 'copied'].each {
  assert new File(own, "${it}/1.0/${it}-1.0.jar").bytes == new File(basedir, "remote/it/prefetch/${it}/1.0/${it}-1.0.jar").bytes
}
has(build, 'Proved: the offline build up to verify is a success')
assert new File(basedir, 'target/surefire-reports/TEST-it.RunsTest.xml').isFile()
server.stop(0)

// All that is wrong, at once.
new File(own, 'used').deleteDir()
lock.text = written.replaceFirst(/(it\.prefetch:copied:jar:1\.0) [0-9a-f]{64}/, '$1 ' + '0' * 64) + 'it.prefetch:nowhere:jar:1.0 ' + '0' * 64 + '\n'
build = maven('deploy-pipeline:prefetch', remote)
assert build.code != 0
has(build, 'does not answer as it should')
has(build, '  it.prefetch:used:jar:1.0')
has(build, '  it.prefetch:nowhere:jar:1.0')
has(build, 'copied-1.0.jar is not what the lock list says: its SHA-256 is ')
return true
