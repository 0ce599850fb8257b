package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Chooses the launcher by the image's name. */
final class EmbeddedRuntime implements ContainerRuntime {

  private final BinaryArtifacts artifacts;
  private final BinaryCache cache;
  private final Consumer<Finding> findings;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  EmbeddedRuntime(BinaryArtifacts artifacts, BinaryCache cache, Consumer<Finding> findings) {
    this.artifacts = artifacts;
    this.cache = cache;
    this.findings = findings;
  }

  @Override
  public Server start(ServiceSettings service) throws IOException, InterruptedException {
    EmbeddedReadiness.refuseUnknown(service);
    SupervisedServer server = launch(service, Platform.current());
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

  private SupervisedServer launch(ServiceSettings service, Platform platform)
      throws IOException, InterruptedException {
    return switch (service.kind()) {
      case POSTGRES ->
          new PostgresLauncher(artifacts, cache, platform).start(service, this::warnOnce);
      case REDIS -> new RedisLauncher(artifacts, cache, platform).start(service, this::warnOnce);
      case OTHER ->
          throw new IOException(
              "there is no embedded server for image '"
                  + service.image()
                  + "', only for postgres and redis. Perhaps you should use the provider docker.");
    };
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
