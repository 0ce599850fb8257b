package dev.deploypipeline.broker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets clients go first: a start ahead takes the engine and all of a core, and a client that starts
 * or stops a container asks many small things in a row and waits for each. Safe for use by many
 * threads.
 */
final class Lull {

  /** Longer than a client takes from one answer to its next question. */
  static final Duration GAP = Duration.ofMillis(30);

  /** Somebody always asks something where many tests run at once, and they need containers too. */
  static final Duration LONGEST = Duration.ofMillis(300);

  /** Waits for some nanoseconds. */
  @FunctionalInterface
  interface Pause {
    void nanos(long nanos) throws InterruptedException;
  }

  private final LongSupplier clock;
  private final Pause pause;
  private final AtomicLong last;

  Lull() {
    this(System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  /**
   * @param clock the time in nanoseconds
   */
  Lull(LongSupplier clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
    this.last = new AtomicLong(clock.getAsLong() - GAP.toNanos());
  }

  /** A client asks for something. */
  void asked() {
    last.set(clock.getAsLong());
  }

  /**
   * Waits until no client has asked for anything for {@link #GAP}, at most {@link #LONGEST}.
   *
   * @param unwanted whether to return at once
   */
  void await(BooleanSupplier unwanted) throws InterruptedException {
    long begin = clock.getAsLong();
    while (!unwanted.getAsBoolean()) {
      long now = clock.getAsLong();
      long left = Math.min(last.get() + GAP.toNanos() - now, begin + LONGEST.toNanos() - now);
      if (left <= 0) {
        return;
      }
      pause.nanos(left);
    }
  }
}
