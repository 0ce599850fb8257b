package shop.resilience;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sleeping that keeps the interrupt flag. */
final class Pause {

  private Pause() {}

  static void of(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting " + duration, e);
    }
  }
}
