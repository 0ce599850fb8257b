package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;

/** How the servers of a service are divided, whoever runs them. */
final class Dividers {

  private Dividers() {}

  /** The divider for the service's isolation. */
  static ServerDivider of(ServiceSettings service) {
    return new ServerDivider() {
      @Override
      public Piece create(Server server, int slot, int generation) throws IOException {
        throw new IOException("no divider yet for " + service.isolation().id());
      }

      @Override
      public int piecesPerServer() {
        return 1;
      }
    };
  }
}
