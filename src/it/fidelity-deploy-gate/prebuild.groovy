// What an earlier build installed must not stand in for what this one should.
new File(localRepositoryPath, "it/fidelity/deploy_gate").deleteDir()
return true
