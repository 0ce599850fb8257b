package dev.deploypipeline.runtime;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Whether tests find the engine that we find. Their JVMs decide by themselves, and not all of them
 * with Testcontainers: other clients follow the current Docker context, which Testcontainers
 * ignores unless {@code DOCKER_HOST} or {@code docker.host} names an engine. Where the two would
 * differ, or where one of them is told something that we cannot follow, nobody must be sent to our
 * engine.
 *
 * @param tcHost whether {@code tc.host} is set, which comes before {@code DOCKER_HOST}
 * @param named whether {@code DOCKER_HOST} or {@code docker.host} is set
 * @param strategy the class of Testcontainers that found the engine before; empty if not known
 * @param mac whether this is macOS, where sockets are tried in another order
 * @param systemSocket the system's socket
 */
record TestsEngine(boolean tcHost, boolean named, String strategy, boolean mac, Path systemSocket) {

  private static final String PACKAGE = "org.testcontainers.dockerclient.";

  @SuppressWarnings("deprecation") // meant for a service loader, but all that reads the settings
  static TestsEngine ofThisMachine() {
    TestcontainersConfiguration configuration = TestcontainersConfiguration.getInstance();
    String strategy = configuration.getDockerClientStrategyClassName();
    return new TestsEngine(
        configuration.getUserProperty("tc.host", null) != null,
        new EnvironmentAndSystemPropertyClientProviderStrategy().isApplicable(),
        strategy == null ? "" : strategy,
        System.getProperty("os.name", "").startsWith("Mac"),
        Path.of(EngineFinder.SYSTEM_SOCKET));
  }

  /**
   * Why tests might find another engine; empty if there is no doubt.
   *
   * @param first the one that we try first
   * @param sockets those that are there, in our order
   */
  Optional<String> doubt(URI first, List<URI> sockets) {
    if (tcHost) {
      return Optional.of("tc.host is set, which only Testcontainers follows");
    }
    if (named) {
      return Optional.empty();
    }
    if (!first.equals(sockets.get(0))) {
      return Optional.of(
          "the Docker context is of " + first + ", and Testcontainers ignores Docker contexts");
    }
    boolean systemFirst =
        strategy.equals(PACKAGE + "UnixSocketClientProviderStrategy")
            || (mac && !strategy.equals(PACKAGE + "DockerDesktopClientProviderStrategy"));
    boolean known = strategy.isEmpty() || strategy.startsWith(PACKAGE);
    if (!known || (systemFirst && !isSystems(first))) {
      return Optional.of("Testcontainers looks for an engine elsewhere first");
    }
    return Optional.empty();
  }

  /** Whether who tries the system's socket first comes to that one as well. */
  private boolean isSystems(URI socket) {
    if (!Files.exists(systemSocket)) {
      return true;
    }
    try {
      // Docker Desktop makes the one a link to the other.
      return Files.isSameFile(systemSocket, Path.of(socket.getPath()));
    } catch (IOException e) {
      return false; // in doubt not
    }
  }
}
