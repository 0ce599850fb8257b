package dev.deploypipeline.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The clients that belong together, such as the JVMs of one execution of tests: they have a socket
 * of their own, and what they leave behind is removed when they are done.
 */
public final class BrokerScope implements AutoCloseable {

  private final String name;
  private final BrokerSocket socket;
  private final Duration limit;
  private final Consumer<TimeLimit> release;

  BrokerScope(String name, BrokerSocket socket, Duration limit, Consumer<TimeLimit> release) {
    this.name = Objects.requireNonNull(name, "name");
    this.socket = socket;
    this.limit = limit;
    this.release = release;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The socket that its clients connect to: {@code DOCKER_HOST=unix://<socket>}. */
  public Path socket() {
    return socket.path();
  }

  /** How many connections its clients have. */
  public int connections() {
    return socket.clients();
  }

  /**
   * Ends the connections of its clients and removes the containers that they created and did not
   * remove, but for those that are meant for reuse. Returns when they are gone; later calls do
   * nothing. What cannot be removed within half a minute is told to the broker's listener.
   */
  @Override
  public void close() {
    close(TimeLimit.in(limit));
  }

  void close(TimeLimit until) {
    socket.close();
    release.accept(until);
  }

  @Override
  public String toString() {
    return "scope " + name;
  }
}
