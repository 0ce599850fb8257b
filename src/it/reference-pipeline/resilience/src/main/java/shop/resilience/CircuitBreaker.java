package shop.resilience;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Stops calling what keeps failing, and lets one probe through after a cool-down. */
public final class CircuitBreaker {

  /** What the breaker does with the next call. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /** Thrown instead of calling while the breaker is open. */
  public static final class OpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenException(int failures) {
      super("circuit is open after " + failures + " failures in a row");
    }
  }

  private final int threshold;
  private final long coolDownNanos;
  private int failures;
  private long openedAt;
  private boolean probing;

  public CircuitBreaker(int threshold, Duration coolDown) {
    if (threshold < 1) {
      throw new IllegalArgumentException("threshold must be at least 1, not " + threshold);
    }
    this.threshold = threshold;
    this.coolDownNanos = coolDown.toNanos();
  }

  public synchronized State state() {
    if (failures < threshold) {
      return State.CLOSED;
    }
    return System.nanoTime() - openedAt >= coolDownNanos ? State.HALF_OPEN : State.OPEN;
  }

  public <T> T call(Callable<T> action) throws Exception {
    enter();
    try {
      T result = action.call();
      leave(true);
      return result;
    } catch (Exception e) {
      leave(false);
      throw e;
    }
  }

  private synchronized void enter() {
    State state = state();
    if (state == State.OPEN || state == State.HALF_OPEN && probing) {
      throw new OpenException(failures);
    }
    probing = state == State.HALF_OPEN;
  }

  private synchronized void leave(boolean success) {
    probing = false;
    failures = success ? 0 : failures + 1;
    if (failures >= threshold) {
      openedAt = System.nanoTime();
    }
  }
}
