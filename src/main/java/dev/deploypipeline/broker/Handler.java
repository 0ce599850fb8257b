package dev.deploypipeline.broker;

import java.io.IOException;

/** Decides about requests. Called by many threads, one a connection. */
@FunctionalInterface
interface Handler {

  /**
   * Decides about one request, whose body may be read.
   *
   * @throws BadMessage if the request is malformed
   * @throws IOException if the client is gone
   */
  Handling handle(ClientRequest request) throws IOException;

  /** Passes everything on. */
  static Handler passThrough() {
    return Handling::untouched;
  }
}
