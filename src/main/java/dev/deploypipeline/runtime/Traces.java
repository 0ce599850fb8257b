package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;

/** What a build leaves on a server that the next one gets. Not safe for use by many threads. */
interface Traces extends AutoCloseable {

  /** How to look for traces of the service's leases on one of its servers. */
  static Traces of(ServiceSettings service, ConnectionFacts facts) {
    return switch (service.isolation()) {
      case DATABASE -> new PostgresTraces(service, facts);
      case LOGICAL_DATABASE -> new RedisTraces(facts);
      case SERVER -> new NoTraces(service.kind(), facts);
    };
  }

  /**
   * Ends the connections of the former build and removes what it leased. The server is this build's
   * alone.
   *
   * @throws IOException if the server does not answer, or something could not be removed
   */
  void remove() throws IOException, InterruptedException;

  /**
   * A hash of what leases are not to change, because it belongs to the whole server.
   *
   * @throws IOException if the server does not answer
   */
  String state() throws IOException, InterruptedException;

  /**
   * Told when the state has changed, because the server was prepared for the present build: what
   * former builds left for later ones no longer fits it and goes.
   *
   * @throws IOException if something could not be removed
   */
  default void settle() throws IOException, InterruptedException {}

  /**
   * Refuses a server that is clean, but cannot be prepared for the present build.
   *
   * @throws IOException if it cannot; the message says why
   */
  default void refuseUnfit(KeptRecord server) throws IOException, InterruptedException {}

  /** Ends the connection. */
  @Override
  void close() throws IOException;
}
