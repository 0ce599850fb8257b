package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceKind;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Chooses the launcher by the image's name. */
final class EmbeddedRuntime implements ContainerRuntime {

  private final BinaryArtifacts artifacts;
  private final BinaryCache cache;
  private final Optional<Keeping> keeping;
  private final Consumer<Finding> findings;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  EmbeddedRuntime(
      BinaryArtifacts artifacts,
      BinaryCache cache,
      Optional<Keeping> keeping,
      Consumer<Finding> findings) {
    this.artifacts = artifacts;
    this.cache = cache;
    this.keeping = keeping;
    this.findings = findings;
  }

  @Override
  public Server start(ServiceSettings service) throws IOException, InterruptedException {
    EmbeddedReadiness.refuseUnknown(service);
    if (service.kind() == ServiceKind.OTHER) {
      throw new IOException(
          "there is no embedded server for image '"
              + service.image()
              + "', only for postgres and redis. Perhaps you should use the provider docker.");
    }
    return keeping.isPresent()
        ? keeping.get().server(service, new Kept(service))
        : launch(service, new OwnSupervision());
  }

  private SupervisedServer launch(ServiceSettings service, Supervision supervision)
      throws IOException, InterruptedException {
    Platform platform = Platform.current();
    SupervisedServer server =
        service.kind() == ServiceKind.POSTGRES
            ? new PostgresLauncher(artifacts, cache, platform, supervision)
                .start(service, this::warnOnce)
            : new RedisLauncher(artifacts, cache, platform, supervision)
                .start(service, this::warnOnce);
    boolean ready = false;
    try {
      EmbeddedReadiness.await(service, server);
      ready = true;
      return server;
    } finally {
      if (!ready) {
        server.close();
      }
    }
  }

  /** Servers of a service that outlive the build. */
  private final class Kept implements Keeping.Provider {

    private final ServiceSettings service;

    Kept(ServiceSettings service) {
      this.service = service;
    }

    @Override
    public String name() {
      return "embedded";
    }

    @Override
    public String binary() {
      return service.kind() == ServiceKind.POSTGRES
          ? PostgresLauncher.release(service, EmbeddedRuntime.this::warnOnce)
          : RedisLauncher.RELEASE;
    }

    @Override
    public Server start(Claim claim) throws IOException, InterruptedException {
      return launch(service, new KeptSupervision(claim));
    }

    @Override
    public Server revive(Claim claim, KeptRecord kept) throws IOException {
      RevivedServer server =
          new RevivedServer(claim, new ConnectionFacts(kept.facts()), kept.description());
      if (!server.isHealthy()) {
        throw new IOException("it does not answer");
      }
      if (service.readiness() instanceof Readiness.Sql sql) {
        SqlCheck check = new SqlCheck(sql, server.facts());
        if (!check.met()) {
          throw new IOException("it is not ready: " + check.shortfall());
        }
      }
      return server;
    }
  }

  @Override
  public ServerDivider divider(ServiceSettings service) {
    return Dividers.of(service);
  }

  private void warnOnce(String message) {
    if (said.add(message)) {
      findings.accept(new Finding(Finding.Severity.WARNING, message));
    }
  }
}
