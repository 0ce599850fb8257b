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
    Platform platform = Platform.current();
    return switch (service.imageName().shortName()) {
      case "postgres" ->
          new PostgresLauncher(artifacts, cache, platform).start(service, this::warnOnce);
      case "redis" -> new RedisLauncher(artifacts, cache, platform).start(service, this::warnOnce);
      default ->
          throw new IOException(
              "there is no embedded server for image '"
                  + service.image()
                  + "', only for postgres and redis. Perhaps you should start it with Testcontainers in the test.");
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
