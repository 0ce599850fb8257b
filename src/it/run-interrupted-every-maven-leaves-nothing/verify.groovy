import dev.deploypipeline.fidelity.Interrupted

return Interrupted.of(binding.variables).check()
