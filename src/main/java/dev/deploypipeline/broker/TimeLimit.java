package dev.deploypipeline.broker;

import java.time.Duration;

/**
 * When something has to be over, however many parts it has.
 *
 * @param end by {@link System#nanoTime}
 */
record TimeLimit(long end) {

  static TimeLimit in(Duration time) {
    return new TimeLimit(System.nanoTime() + time.toNanos());
  }

  /** What is left; zero where it is over. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
