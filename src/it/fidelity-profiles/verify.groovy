import dev.deploypipeline.fidelity.Equivalence

assert new File(basedir, 'greeter/target/classes/greeting.txt').text.trim() == 'hey, special guests'

return Equivalence.of(binding.variables)
    .requiring("module special SUCCESS")
    .requiring("test special/target/surefire-reports special.SpecialTest.works passed")
    .check()
