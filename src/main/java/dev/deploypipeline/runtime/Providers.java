package dev.deploypipeline.runtime;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Entry to all providers together. */
public final class Providers {

  private Providers() {}

  /**
   * A runtime that starts each service with the provider it asks for: Docker, embedded, or Docker
   * where an engine answers and embedded otherwise.
   *
   * @param artifacts where the binaries of embedded servers come from
   * @param cache directory for unpacked binaries; created when needed
   * @param findings told what was chosen and what is odd, from any thread
   */
  public static ContainerRuntime runtime(
      BinaryArtifacts artifacts, Path cache, Consumer<Finding> findings) {
    return new ProviderChoice(
        EmbeddedServers.runtime(artifacts, cache, findings),
        () -> DockerServers.runtime(findings),
        findings);
  }
}
