package dev.deploypipeline.runtime;

import dev.deploypipeline.keep.Owner;
import dev.deploypipeline.model.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * What somebody needs to speak to the Docker engine himself and still leave nothing behind: where
 * it is, the labels by which the next build finds what a killed one left, and the process that
 * removes containers when this JVM is killed.
 */
public final class DockerAccess implements AutoCloseable {

  private final EngineAddress address;
  private final Optional<SSLContext> tls;
  private final Owner owner;
  private final Watchdog watchdog;

  private DockerAccess(
      EngineAddress address, Optional<SSLContext> tls, Owner owner, Watchdog watchdog) {
    this.address = address;
    this.tls = tls;
    this.owner = owner;
    this.watchdog = watchdog;
  }

  /**
   * Finds the engine as {@link DockerServers} does, if tests would find the same one, and removes
   * what killed builds left.
   *
   * @param findings told of what was removed, from this thread
   * @throws IOException if no engine answers, or tests might find another one; the message says
   *     what was tried and what to do
   */
  public static DockerAccess find(Consumer<Finding> findings) throws IOException {
    EngineFinder finder = EngineFinder.ofThisMachine();
    try (Engine engine = finder.findForTests()) {
      Owner owner = Owner.ofThisProcess();
      Leftovers.sweep(engine, owner, findings);
      URI address = engine.address().engine();
      return new DockerAccess(engine.address(), finder.tls(address), owner, Watchdog.over(address));
    }
  }

  /** The engine's address, for example {@code unix:///var/run/docker.sock}. */
  public URI engine() {
    return address.engine();
  }

  /** What encrypts the connection; empty where it is not encrypted. */
  public Optional<SSLContext> tls() {
    return tls;
  }

  /** Where the engine publishes ports, as seen from here. */
  public String publishedHost() {
    return address.host();
  }

  /** The labels that each container has to carry. */
  public Map<String, String> ownerLabels() {
    return owner.labels();
  }

  /**
   * Has a container removed should this JVM be killed.
   *
   * @param container its name or id, without blanks; it may not be there yet
   * @throws IOException if the process that would do so is gone
   */
  public void guard(String container) throws IOException {
    watchdog.guard(container);
  }

  /** Ends the process that watches this JVM; containers stay. */
  @Override
  public void close() {
    watchdog.close();
  }
}
