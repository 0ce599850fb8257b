package shop.resilience;

import java.time.Duration;

/** Token bucket: {@code burst} permits at once, then one per {@code interval}. */
public final class RateLimiter {
  private final long intervalNanos;
  private final int burst;
  private final long origin = System.nanoTime();
  private long nextFree;

  public RateLimiter(Duration interval, int burst) {
    if (interval.isNegative() || interval.isZero() || burst < 1) {
      throw new IllegalArgumentException(
          "need a positive interval and burst, not " + interval + ", " + burst);
    }
    this.intervalNanos = interval.toNanos();
    this.burst = burst;
    this.nextFree = -(burst - 1) * intervalNanos;
  }

  /** Takes a permit, waiting for it if it comes within {@code maxWait}; otherwise takes none. */
  public boolean tryAcquire(Duration maxWait) {
    long wait;
    synchronized (this) {
      long now = System.nanoTime() - origin;
      nextFree = Math.max(nextFree, now - (burst - 1) * intervalNanos);
      wait = Math.max(0, nextFree - now);
      if (wait > maxWait.toNanos()) {
        return false;
      }
      nextFree += intervalNanos;
    }
    if (wait > 0) {
      Pause.of(Duration.ofNanos(wait));
    }
    return true;
  }
}
