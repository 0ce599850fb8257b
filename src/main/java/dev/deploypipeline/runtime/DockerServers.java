package dev.deploypipeline.runtime;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Entry to the Docker provider.
 *
 * <p>The engine is found as Testcontainers finds it: {@code DOCKER_HOST} with TLS, the current
 * Docker context, the usual sockets, {@code TESTCONTAINERS_HOST_OVERRIDE} for the address where
 * published ports are; an engine that is named is the only one tried. A rootless Podman is used
 * through {@code DOCKER_HOST=unix:///run/user/1000/podman/podman.sock}.
 *
 * <p>Nothing stays behind. Servers are removed when they are closed. When the JVM is killed, a
 * small shell process beside it removes them at once; should that have been killed as well, the
 * next runtime on the same machine does. A container is removed only if its labels say that it was
 * started on this machine, by this user, by a process that is gone: several machines and several
 * builds can share an engine. Ryuk is neither needed nor started.
 */
public final class DockerServers {

  private DockerServers() {}

  /**
   * Whether a Docker engine answers. Takes two seconds for each socket that is there and silent,
   * and far less otherwise; asks anew each time.
   */
  public static boolean available() {
    try (Engine engine = EngineFinder.ofThisMachine().find()) {
      return engine.address() != null;
    } catch (IOException e) {
      return false; // which is the answer; whoever needs the engine is told why by runtime
    }
  }

  /**
   * A runtime that starts servers as containers, bound to loopback where the engine is on this
   * machine. Removes what killed builds of this machine left behind.
   *
   * @param findings told of pulls, of what was removed, and once of each odd thing; from any thread
   * @throws IOException if no engine answers; the message says what was tried and what to do
   */
  public static ContainerRuntime runtime(Consumer<Finding> findings) throws IOException {
    return runtime(Optional.empty(), findings);
  }

  /** The same, with servers that outlive the build where they are kept. */
  static ContainerRuntime runtime(Optional<Keeping> keeping, Consumer<Finding> findings)
      throws IOException {
    return DockerRuntime.on(EngineFinder.ofThisMachine().find(), keeping, findings);
  }
}
