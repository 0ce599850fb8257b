import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .onlyPresent("**/maven-metadata.xml*")
    .requiring("file target/repository/it/fidelity/install_deploy/app/1.0/app-1.0.jar!/app/App.class")
    .requiring("file target/repository/it/fidelity/install_deploy/lib/1.0/lib-1.0-sources.jar!/lib/Lib.java")
    .requiring("file target/repository/it/fidelity/install_deploy/root/1.0/root-1.0.pom")
    .check()
