return dev.deploypipeline.fidelity.DockerCondition.holds(binding.variables)
