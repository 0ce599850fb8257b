return dev.deploypipeline.fidelity.DockerCondition.holdsWith(binding.variables, 'docker-compose')
