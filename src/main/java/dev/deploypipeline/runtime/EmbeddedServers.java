package dev.deploypipeline.runtime;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Entry to the embedded provider. */
public final class EmbeddedServers {

  private EmbeddedServers() {}

  /**
   * A runtime that starts PostgreSQL and Redis as child processes, bound to loopback.
   *
   * @param artifacts where the binaries come from
   * @param cache directory for unpacked binaries; created when needed, may be shared by builds that
   *     run at once
   * @param findings told once per odd thing, such as a version that is not available
   */
  public static ContainerRuntime runtime(
      BinaryArtifacts artifacts, Path cache, Consumer<Finding> findings) {
    return runtime(artifacts, cache, Optional.empty(), findings);
  }

  /** The same, with servers that outlive the build where they are kept. */
  static ContainerRuntime runtime(
      BinaryArtifacts artifacts,
      Path cache,
      Optional<Keeping> keeping,
      Consumer<Finding> findings) {
    return new EmbeddedRuntime(artifacts, new BinaryCache(cache), keeping, findings);
  }

  /**
   * The cache directory of the user: {@code $XDG_CACHE_HOME/deploy-pipeline} or {@code
   * ~/.cache/deploy-pipeline}. It survives reboots, unlike the temporary directory. A relative
   * {@code XDG_CACHE_HOME} is ignored, as its specification wants.
   *
   * @param environment the environment variables
   * @param home the user's home directory
   */
  public static Path defaultCache(Map<String, String> environment, Path home) {
    String xdg = environment.get("XDG_CACHE_HOME");
    boolean usable = xdg != null && !xdg.isBlank() && Path.of(xdg).isAbsolute();
    Path caches = usable ? Path.of(xdg) : home.resolve(".cache");
    return caches.resolve("deploy-pipeline");
  }
}
