package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.keep.Owner;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The containers of a service that outlive the build. A container belongs to its keeper, as its
 * labels tell; the keeper is the parent of a watchdog that removes it.
 */
final class KeptContainers implements Keeping.Provider {

  /** Starts a container and waits until it is ready. */
  @FunctionalInterface
  interface Run {
    Server run(ServiceSettings service, String name, String image, Owner keeper)
        throws IOException, InterruptedException;
  }

  private final Engine engine;
  private final ServiceSettings service;
  private final String image;
  private final Run run;

  /**
   * @param image the image's name for the engine, which has it
   */
  KeptContainers(Engine engine, ServiceSettings service, String image, Run run) {
    this.engine = engine;
    this.service = service;
    this.image = image;
    this.run = run;
  }

  @Override
  public String name() {
    return "docker";
  }

  @Override
  public String binary() throws IOException {
    return engine.address() + " " + Images.id(engine, image);
  }

  @Override
  public Server start(Claim claim) throws IOException, InterruptedException {
    String name = container(claim).name();
    // Before the container is made, so that it is removed whenever this build is killed.
    claim.launch(List.of(name), Watchdog.command(engine.address().engine()));
    return run.run(service, name, image, claim.keeper());
  }

  @Override
  public Server revive(Claim claim, KeptRecord kept) throws IOException, InterruptedException {
    DockerContainer container = container(claim);
    String password = kept.facts().getOrDefault("password", "");
    ContainerPlan plan = ContainerPlan.of(service, password);
    Map<Integer, Integer> published =
        container
            .published(plan.ports())
            .orElseThrow(() -> new IOException("its ports are not published"));
    ConnectionFacts facts = plan.facts(engine.address().host(), published);
    if (!facts.values().equals(kept.facts())) {
      throw new IOException("it has other ports than it had");
    }
    Server server = new DockerServer(container, facts);
    if (!server.isHealthy()) {
      throw new IOException("the container " + container.name() + " does not answer");
    }
    ContainerStart.refuseUnready(container, plan, published, facts);
    return server;
  }

  @Override
  public void remove(Claim claim) throws IOException {
    container(claim).remove();
  }

  private DockerContainer container(Claim claim) {
    return new DockerContainer(
        engine, "deploy-pipeline-" + service.name() + "-" + claim.id(), image);
  }
}
