// What an earlier build installed must not stand in for what this one should.
new File(localRepositoryPath, "it/fidelity/install_deploy").deleteDir()
return true
