package dev.deploypipeline.schedule;

import java.time.Duration;

/**
 * Durations as nanoseconds that saturate at {@link Long#MAX_VALUE} (292 years) instead of
 * overflowing.
 */
final class Nanos {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private Nanos() {}

  static long of(Duration duration) {
    return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
  }

  /** The sum of two values that are not negative. */
  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
