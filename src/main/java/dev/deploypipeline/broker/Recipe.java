package dev.deploypipeline.broker;

import java.util.List;
import java.util.Objects;

/**
 * How to make a container that clients asked for before.
 *
 * @param call what creates it
 * @param files what is copied into it before it starts, in this order
 * @param ready how to see that it is ready
 * @param past what is known of its use
 */
record Recipe(CreateCall call, List<FileCopy> files, ReadyMark ready, Past past) {

  /** The number of runs in which a recipe is not used before it is forgotten. */
  static final int FORGOTTEN_AFTER = 10;

  /**
   * The number of runs in which a recipe is not used before nothing is started ahead for it: a
   * request with a random value in it is never made again, a part of a build may be left out once.
   */
  private static final int COLD_AFTER = 2;

  /**
   * The use of a recipe, from the last run in which it was used.
   *
   * @param count how many containers were asked for
   * @param peak how many of them were in use at once
   * @param order when the first was asked for: 0 for the run's first recipe
   * @param unusedRuns how many runs there were since without any use
   * @param coldMillis how long one took to be ready when it was not warm; 0 if not known
   */
  record Past(int count, int peak, int order, int unusedRuns, long coldMillis) {
    /** Rejects negative numbers. */
    Past {
      if (count < 0 || peak < 0 || order < 0 || unusedRuns < 0 || coldMillis < 0) {
        throw new IllegalArgumentException("the use of a recipe cannot be negative");
      }
    }
  }

  Recipe {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(ready, "ready");
    Objects.requireNonNull(past, "past");
    files = List.copyOf(files);
  }

  String fingerprint() {
    return call.fingerprint();
  }

  /** Whether containers are worth starting before anybody asks. */
  boolean isLikely() {
    return past.unusedRuns() <= COLD_AFTER;
  }

  /** The recipe after a run in which nobody asked for it. */
  Recipe unused() {
    return new Recipe(
        call,
        files,
        ready,
        new Past(
            past.count(), past.peak(), past.order(), past.unusedRuns() + 1, past.coldMillis()));
  }

  boolean isForgotten() {
    return past.unusedRuns() >= FORGOTTEN_AFTER;
  }
}
