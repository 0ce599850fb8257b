package dev.deploypipeline.pool;

import java.io.IOException;

/** An isolated part of a server, or a whole one, that one lease holder uses at a time. */
public interface Piece {

  /** How to connect to it. */
  ConnectionFacts facts();

  /**
   * Drops its open connections and removes it with all it holds. Called once.
   *
   * @throws IOException if it may be there still
   * @throws InterruptedException if interrupted; it may be there still
   */
  void destroy() throws IOException, InterruptedException;
}
