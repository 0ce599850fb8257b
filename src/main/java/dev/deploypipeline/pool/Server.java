package dev.deploypipeline.pool;

import java.io.UncheckedIOException;

/** A running server of a service. */
public interface Server extends AutoCloseable {

  /** How to connect to it. */
  ConnectionFacts facts();

  /** What really runs, for the log, for example {@code PostgreSQL 15.19}. */
  String description();

  /**
   * Stops the server and removes its data; returns when both are gone. Closing twice is allowed.
   *
   * @throws UncheckedIOException if something could not be removed
   */
  @Override
  void close();
}
