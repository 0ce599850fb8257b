package dev.deploypipeline.pool;

import java.io.IOException;
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
   * Told that all that was done to the server so far belongs to it, and that tests may use it from
   * now on; once, before the first lease.
   *
   * @throws IOException if the server cannot be used
   * @throws InterruptedException if the caller no longer wants it
   */
  default void prepared() throws IOException, InterruptedException {}

  /**
   * Told that a lease is about to be handed out.
   *
   * @param holder who gets it
   * @param whole whether the lease is the server itself, rather than a part of it
   * @throws IOException if it must not be handed out
   */
  default void leased(String holder, boolean whole) throws IOException {}

  /** Told that a lease was returned. */
  default void returned(String holder) {}

  /**
   * Ends this build's use of it: a server that is kept goes on, all others are {@linkplain #close
   * closed}.
   *
   * @return whether it goes on
   * @throws UncheckedIOException if something could not be removed
   */
  default boolean letGo() {
    close();
    return false;
  }

  /**
   * Stops the server and removes its data; returns when both are gone. Closing twice is allowed.
   *
   * @throws UncheckedIOException if something could not be removed
   */
  @Override
  void close();
}
