package dev.deploypipeline.pool;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A piece that tells its server of its lease. It is leased once, as every piece. */
final class PieceOfServer implements Piece {

  private final Server server;
  private final Piece piece;
  private final AtomicReference<Optional<String>> holder = new AtomicReference<>(Optional.empty());

  PieceOfServer(Server server, Piece piece) {
    this.server = server;
    this.piece = piece;
  }

  /** The piece of a lease, all of which are of this kind. */
  static PieceOfServer of(LeasePool.Leased leased) {
    return (PieceOfServer) leased.piece();
  }

  /**
   * Tells the server before the piece is handed out.
   *
   * @throws IOException if it must not be handed out
   */
  void leased(String by, boolean whole) throws IOException {
    server.leased(by, whole);
    holder.set(Optional.of(by));
  }

  /** Whether its server still answers. */
  boolean answers() {
    return server.accepts();
  }

  /** Tells the server that the piece came back; a second time does nothing. */
  void returned() {
    holder.getAndSet(Optional.empty()).ifPresent(server::returned);
  }

  @Override
  public ConnectionFacts facts() {
    return piece.facts();
  }

  @Override
  public void destroy() throws IOException, InterruptedException {
    try {
      piece.destroy();
    } catch (IOException e) {
      // What was on a server that is gone went with it.
      if (server.isHealthy()) {
        throw e;
      }
    }
  }
}
