package shop.resilience;

/** The last failure of a retried action. */
public final class RetriesExhaustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int attempts;

  RetriesExhaustedException(int attempts, Exception last) {
    super("failed after " + attempts + " attempt(s): " + last.getMessage(), last);
    this.attempts = attempts;
  }

  public int attempts() {
    return attempts;
  }
}
