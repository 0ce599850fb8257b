package dev.deploypipeline.pool;

import java.io.IOException;

/**
 * Tries once more where a piece cannot be made, unless the failure is {@linkplain FinalFailure
 * final}.
 */
record PatientFactory(PieceFactory factory) implements PieceFactory {

  /**
   * Makes a piece.
   *
   * @throws IOException the first reason why it cannot be made, with that of the second try
   *     suppressed: what goes wrong later is often only what the first failure left
   */
  @Override
  public Piece create(int slot, int generation) throws IOException, InterruptedException {
    try {
      return once(slot, generation);
    } catch (FinalFailure e) {
      throw e;
    } catch (IOException first) {
      try {
        return once(slot, generation);
      } catch (IOException again) {
        first.addSuppressed(again);
        throw first;
      }
    }
  }

  private Piece once(int slot, int generation) throws IOException, InterruptedException {
    try {
      return factory.create(slot, generation);
    } catch (RuntimeException | LinkageError e) {
      // The latter when Maven is interrupted, which takes the class path away.
      throw new IOException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }
}
