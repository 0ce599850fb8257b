package dev.deploypipeline.runtime;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.keep.Owner;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.pool.ContainerRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Entry to all providers together. */
public final class Providers {

  private static final String IN_CONTAINER =
      "servers are not kept, because this build runs in a container: the processes that keep them would end with it, and nobody could remove what they leave";

  private Providers() {}

  /**
   * A runtime that starts each service with the provider it asks for: Docker, embedded, or Docker
   * where an engine answers and embedded otherwise. Where servers are kept, it adopts those that
   * former builds of the project kept. Removes what is left of kept servers whose keeper is dead.
   *
   * @param artifacts where the binaries of embedded servers come from
   * @param cache the user's directory for unpacked binaries and kept servers; created when needed
   * @param project the root directory of the reactor
   * @param settings what holds for all services
   * @param findings told what was chosen and what is odd, from any thread
   * @throws IllegalArgumentException if servers are to be kept, but cannot be; the message says why
   */
  public static ContainerRuntime runtime(
      BinaryArtifacts artifacts,
      Path cache,
      Path project,
      PoolSettings settings,
      Consumer<Finding> findings) {
    return runtime(artifacts, cache, project, settings, findings, Owner::isInContainer);
  }

  /** Whether this build runs in a container. */
  @FunctionalInterface
  interface Surroundings {
    boolean areContainer() throws IOException;
  }

  static ContainerRuntime runtime(
      BinaryArtifacts artifacts,
      Path cache,
      Path project,
      PoolSettings settings,
      Consumer<Finding> findings,
      Surroundings surroundings) {
    Optional<Keeping> keeping = keeping(cache, project, settings, findings, surroundings);
    return new ProviderChoice(
        EmbeddedServers.runtime(artifacts, cache, keeping, findings),
        () -> DockerServers.runtime(keeping, findings),
        findings);
  }

  private static Optional<Keeping> keeping(
      Path cache,
      Path project,
      PoolSettings settings,
      Consumer<Finding> findings,
      Surroundings surroundings) {
    try {
      KeptDirectory directory = KeptServers.directory(cache, project);
      directory.sweep(warning -> findings.accept(new Finding(Severity.WARNING, warning)));
      if (settings.keepIdle().isEmpty()) {
        return Optional.empty();
      }
      if (surroundings.areContainer()) {
        findings.accept(new Finding(Severity.WARNING, IN_CONTAINER));
        return Optional.empty();
      }
      return Optional.of(new Keeping(directory, settings, InstantSource.system(), findings));
    } catch (IOException e) {
      if (settings.keepIdle().isPresent()) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      findings.accept(
          new Finding(
              Severity.WARNING,
              "what former builds kept cannot be looked through: " + e.getMessage()));
      return Optional.empty();
    }
  }
}
