package dev.deploypipeline.pool;

import java.io.IOException;

/** A failure that another try would only repeat, such as that of a migration. */
public final class FinalFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** See the class. */
  public FinalFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
