package dev.deploypipeline.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A stretch of time, from its start to just before its end. */
record Interval(Instant start, Instant end) {

  /** A clock that was set back must not yield negative times. */
  Interval {
    end = end.isBefore(start) ? start : end;
  }

  Duration duration() {
    return Duration.between(start, end);
  }

  /** The time during which at least one of them lasted. */
  static Duration union(Collection<Interval> intervals) {
    List<Interval> sorted =
        intervals.stream().sorted(Comparator.comparing(Interval::start)).toList();
    Duration total = Duration.ZERO;
    Instant covered = Instant.MIN;
    for (Interval interval : sorted) {
      Instant from = interval.start().isAfter(covered) ? interval.start() : covered;
      if (interval.end().isAfter(from)) {
        total = total.plus(Duration.between(from, interval.end()));
        covered = interval.end();
      }
    }
    return total;
  }

  /** The sum of their durations. */
  static Duration sum(Collection<Interval> intervals) {
    return intervals.stream().map(Interval::duration).reduce(Duration.ZERO, Duration::plus);
  }
}
