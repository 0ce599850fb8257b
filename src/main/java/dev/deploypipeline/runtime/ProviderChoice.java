package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Provider;
import dev.deploypipeline.config.ServiceKind;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts each service with the provider it asks for. The Docker engine is looked for once, and only
 * if a service may run there.
 */
final class ProviderChoice implements ContainerRuntime {

  /** Finds the Docker engine. */
  @FunctionalInterface
  interface Docker {
    ContainerRuntime find() throws IOException;
  }

  private final ContainerRuntime embedded;
  private final Docker docker;
  private final Consumer<Finding> findings;
  private Optional<ContainerRuntime> found = Optional.empty();
  private Optional<IOException> absent = Optional.empty();
  private boolean toldEmbedded;

  ProviderChoice(ContainerRuntime embedded, Docker docker, Consumer<Finding> findings) {
    this.embedded = embedded;
    this.docker = docker;
    this.findings = findings;
  }

  @Override
  public Server start(ServiceSettings service) throws IOException, InterruptedException {
    return runtime(service).start(service);
  }

  private synchronized ContainerRuntime runtime(ServiceSettings service) throws IOException {
    if (service.provider() == Provider.EMBEDDED) {
      return embedded;
    }
    if (found.isEmpty() && absent.isEmpty()) {
      look();
    }
    if (found.isPresent()) {
      return found.get();
    }
    if (service.provider() == Provider.DOCKER || service.kind() == ServiceKind.OTHER) {
      throw absent.orElseThrow();
    }
    if (!toldEmbedded) {
      toldEmbedded = true;
      findings.accept(
          new Finding(Severity.INFO, "No Docker engine answers, so embedded servers are used."));
    }
    return embedded;
  }

  private void look() {
    try {
      found = Optional.of(docker.find());
    } catch (IOException e) {
      absent = Optional.of(e);
    }
  }

  @Override
  public ServerDivider divider(ServiceSettings service) {
    return Dividers.of(service);
  }

  @Override
  public synchronized void close() {
    found.ifPresent(ContainerRuntime::close);
    embedded.close();
  }
}
