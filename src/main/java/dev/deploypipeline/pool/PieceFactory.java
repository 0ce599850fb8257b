package dev.deploypipeline.pool;

import java.io.IOException;

/** Makes the piece for a slot; guarantees that nothing is left where it throws. */
@FunctionalInterface
interface PieceFactory {
  Piece create(int slot, int generation) throws IOException, InterruptedException;
}
