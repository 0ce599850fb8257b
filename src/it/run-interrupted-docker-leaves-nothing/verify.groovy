import dev.deploypipeline.fidelity.Interrupted

assert Interrupted.of(binding.variables).check()
// The process that watches the build removes what was being started at that moment; so the last ones may go a little later.
def containers = {
  def docker = ['docker', 'ps', '-aq', '--filter', 'label=dev.deploypipeline.service=interrupted-db'].execute()
  def other = ['docker', 'ps', '-aq', '--filter', 'label=dev.deploypipeline.service=interrupted-cache'].execute()
  return docker.text.readLines() + other.text.readLines()
}
long deadline = System.nanoTime() + 10_000_000_000L
while (!containers().isEmpty() && System.nanoTime() < deadline) {
  Thread.yield()
}
assert containers().isEmpty()
assert new File(basedir, 'interrupted.log').text.contains('Service interrupted-db (image postgres:15) is ready')
return true
