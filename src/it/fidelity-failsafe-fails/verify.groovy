import dev.deploypipeline.fidelity.Equivalence

def state = new File(basedir, 'service/target/server.state').text
assert state == 'started, stopped, tests ran: true'
assert !new File(basedir, 'service/target/after-verify.txt').exists()

return Equivalence.of(binding.variables)
    .failsAt("service", "maven-failsafe-plugin:verify")
    .requiring("test service/target/failsafe-reports service.ServiceIT.isWrong failure")
    .requiring("module client SKIPPED")
    .check()
