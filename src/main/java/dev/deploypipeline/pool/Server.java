package dev.deploypipeline.pool;

import java.io.UncheckedIOException;

/** A running server of a service. Safe for use by many threads. */
public interface Server extends AutoCloseable {

  /** How to connect to it. */
  ConnectionFacts facts();

  /** What really runs, for the log, for example {@code PostgreSQL 15.19}. */
  String description();

  /** Whether it still runs and accepts connections. Answers within seconds and never throws. */
  boolean isHealthy();

  /**
   * Whether it still accepts connections: the part of {@link #isHealthy()} that costs no more than
   * a connection, asked whenever a part of it is handed over. Never throws.
   */
  default boolean accepts() {
    return isHealthy();
  }

  /**
   * Stops the server and removes its data; returns when both are gone. Closing twice is allowed.
   *
   * @throws UncheckedIOException if something could not be removed
   */
  @Override
  void close();
}
