package dev.deploypipeline.runtime;

import java.io.IOException;
import java.util.Locale;

/** Starts a server on a free port, and on another one if somebody was faster. */
final class PortRetry {

  private static final int TRIES = 3;

  /** One try. */
  interface Start {
    SupervisedServer on(int port) throws IOException, InterruptedException;
  }

  private PortRetry() {}

  static SupervisedServer start(Start start) throws IOException, InterruptedException {
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        return start.on(SupervisedServer.freePort());
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage())
            .toLowerCase(Locale.ROOT)
            .contains("address already in use")) {
          throw e;
        }
        last = e;
      }
    }
    throw last;
  }
}
