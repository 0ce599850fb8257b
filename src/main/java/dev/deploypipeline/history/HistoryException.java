package dev.deploypipeline.history;

/**
 * The history could not be written. The message is fit for a warning; it is never a reason to fail
 * a run.
 */
public final class HistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  HistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
