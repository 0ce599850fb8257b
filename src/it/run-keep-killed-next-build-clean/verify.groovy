import java.util.concurrent.TimeUnit

def start = { String name, List<String> arguments, File directory = basedir ->
  def command = [new File(mavenHome, 'bin/mvn').path, '-B', '-s', settingsFile.toString(),
      "-Dmaven.repo.local=${localRepositoryPath}".toString()] + arguments
  def builder = new ProcessBuilder(command).directory(directory).redirectErrorStream(true)
      .redirectOutput(new File(basedir, "${name}.log"))
  builder.environment().put('MAVEN_OPTS', mavenOpts)
  return builder.start()
}
def run = { String name, List<String> arguments, File directory = basedir ->
  def maven = start(name, arguments, directory)
  assert maven.waitFor(120, TimeUnit.SECONDS) : name
  return [status: maven.exitValue(), log: new File(basedir, "${name}.log").text]
}
def seen = { String build ->
  def read = new Properties()
  new File(basedir, "seen-${build}.properties").withInputStream { read.load(it) }
  return read
}
String pluginVersion = new groovy.xml.XmlSlurper().parse(new File(basedir, 'pom.xml')).build.plugins.plugin.version
def keepers = {
  ProcessHandle.allProcesses().filter { it.info().commandLine().orElse('').contains('dev.deploypipeline.keep.Keeper') }
      .filter { it.info().commandLine().orElse('').contains('/kept/') }.toList()
}
def ours = { String data -> keepers().findAll { data.startsWith(it.info().arguments().get().toList().find { it.contains('/kept/') }) } }
def awaitEnd = { ProcessHandle process -> process.onExit().get(30, TimeUnit.SECONDS) }

def hanging = new File(basedir, 'hanging')
def hang = { String name, String build ->
  hanging.delete()
  def maven = start(name, ['deploy-pipeline:run', "-Dit.build=${build}".toString(), '-Dit.hang=true'])
  long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120)
  while (!hanging.exists() || hanging.length() == 0) {
    assert !maven.waitFor(50, TimeUnit.MILLISECONDS) : new File(basedir, "${name}.log").text
    assert System.nanoTime() < deadline : 'no test began to hang'
  }
  return maven
}

Process victim = null
try {
  String data = seen('1').data
  victim = hang('victim', '2')
  assert seen('2').data == data

  def status = run('status', ['deploy-pipeline:pool-status'])
  assert status.status == 0 && status.log =~ /keep-killed-it-db .*in use by pid ${victim.pid()}/ : status.log
  assert status.log =~ /keep-killed-it-db .* surefire:test \(default-test\) @ keep-killed-it / : status.log

  def stop = run('stop', ['deploy-pipeline:pool-stop'])
  assert stop.status != 0 && stop.log =~ /in use by the build with process number ${victim.pid()}/ : stop.log

  def beside = run('beside', ['deploy-pipeline:run', '-Dit.build=3'])
  assert beside.status == 0 : beside.log
  assert seen('3').data != data && seen('3').cache != seen('2').cache : 'two builds shared a server'
  assert !new File(seen('3').data).exists() : 'more servers stay than are declared'
  assert new File(data).exists()

  victim.toHandle().destroyForcibly()
  victim.waitFor()
  // Surefire's JVM notices only after a while that Maven is gone.
  ProcessHandle.of(hanging.text as long).ifPresent { it.destroyForcibly(); awaitEnd(it) }

  def next = run('next', ['deploy-pipeline:run', '-Dit.build=4'])
  assert next.status == 0 : next.log
  assert next.log.contains('Service keep-killed-it-db uses the kept server at ') : next.log
  assert seen('4').data == data && seen('4').started == seen('1').started
  // The numbered databases of Redis are given out again, and a test of the killed build may be using one still.
  assert next.log.contains('Replaced a kept server of service keep-killed-it-cache: tests of a former build') : next.log
  assert seen('4').cache != seen('2').cache
  assert !seen('4').all.split(' ').any { it in [seen('1').database, seen('2').database] } : seen('4').all

  victim = hang('interrupted', '6')
  victim.destroy() // what Ctrl-C is to a JVM
  assert victim.waitFor(60, TimeUnit.SECONDS)
  String interrupted = new File(basedir, 'interrupted.log').text
  assert !interrupted.contains('NoClassDefFoundError') && !interrupted.contains('Exception in thread') : interrupted
  assert seen('6').data == data
  def kept = run('kept', ['deploy-pipeline:pool-status'])
  assert kept.log.count('idle, stops in ') == 1 && kept.log =~ /keep-killed-it-db .*idle, stops in / : kept.log

  def killed = ours(data)
  assert killed.size() == 1
  def below = killed[0].descendants().toList()
  assert below.any { it.info().command().orElse('').endsWith('/postgres') }
  killed[0].destroyForcibly()
  below.each { awaitEnd(it) }

  def nowhere = new File(basedir, 'nowhere')
  nowhere.mkdir()
  def outside = run('outside', ["dev.deploypipeline:deploy-pipeline-maven-plugin:${pluginVersion}:pool-status".toString()], nowhere)
  assert outside.status == 0 && outside.log.contains('No kept servers of this project.') : outside.log

  def after = run('after', ['deploy-pipeline:run', '-Dit.build=5'])
  assert after.status == 0 : after.log
  assert seen('5').data != data
  assert !new File(data).parentFile.parentFile.exists() : "${data} was left behind"
} finally {
  victim?.toHandle()?.descendants()?.forEach { it.destroyForcibly() }
  victim?.toHandle()?.destroyForcibly()
  victim?.waitFor()
  def stopped = run('stopped', ['deploy-pipeline:pool-stop'])
  assert stopped.status == 0 : stopped.log
}
assert !new File(seen('5').data).exists()
assert ours(seen('5').data).isEmpty()
return true
