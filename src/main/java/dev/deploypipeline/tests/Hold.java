package dev.deploypipeline.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time in which a class held a test JVM.
 *
 * @param from its begin
 * @param to its end
 */
record Hold(Instant from, Instant to) {

  Duration duration() {
    return Duration.between(from, to);
  }

  /** The time that at least one of them lasted: a nested class runs within its outermost one. */
  static Duration together(Collection<Hold> holds) {
    List<Hold> sorted = holds.stream().sorted(Comparator.comparing(Hold::from)).toList();
    Duration total = Duration.ZERO;
    Instant covered = Instant.MIN;
    for (Hold hold : sorted) {
      Instant begin = hold.from().isAfter(covered) ? hold.from() : covered;
      if (hold.to().isAfter(begin)) {
        total = total.plus(Duration.between(begin, hold.to()));
        covered = hold.to();
      }
    }
    return total;
  }
}
