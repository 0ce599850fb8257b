package dev.deploypipeline.pool;

import java.io.IOException;

/**
 * Port: makes isolated pieces of the running servers of one service. Implementations are safe for
 * use by many threads.
 */
public interface ServerDivider extends AutoCloseable {

  /**
   * Makes a piece that nobody used before. The first call for a server may take long, because it
   * builds what later pieces are cloned from.
   *
   * @param server which server; came from the runtime that made this divider
   * @param slot the number of the slot that the piece is for, from 0; two pieces of one slot never
   *     exist at once
   * @param generation how many pieces the slot had before
   * @throws IOException if it cannot be made; nothing of it is left. The message says why and what
   *     to do
   * @throws InterruptedException if the caller no longer wants it; nothing of it is left
   */
  Piece create(Server server, int slot, int generation) throws IOException, InterruptedException;

  /** How many pieces one server can hold at once. */
  int piecesPerServer();

  /** Ends its own connections to the servers, which go on. */
  @Override
  default void close() {}
}
