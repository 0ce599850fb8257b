package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {

  private static Interval interval(int start, int end) {
    return new Interval(RunScript.START.plusSeconds(start), RunScript.START.plusSeconds(end));
  }

  private static long union(Interval... intervals) {
    return Interval.union(Arrays.asList(intervals)).toSeconds();
  }

  @Test
  void nothingTakesNoTime() {
    assertThat(Interval.union(List.of())).isZero();
  }

  @Test
  void disjointIntervalsAddUpInAnyOrder() {
    assertThat(union(interval(10, 12), interval(0, 3))).isEqualTo(5);
  }

  @Test
  void overlappingIntervalsCountTheirSharedTimeOnce() {
    assertThat(union(interval(0, 5), interval(3, 8), interval(7, 9))).isEqualTo(9);
  }

  @Test
  void aNestedIntervalAddsNothingAndDoesNotHideALaterOne() {
    assertThat(union(interval(0, 10), interval(2, 4), interval(8, 11))).isEqualTo(11);
  }

  @Test
  void adjacentAndEqualIntervalsAreNotCountedTwice() {
    assertThat(union(interval(0, 2), interval(2, 4), interval(2, 4))).isEqualTo(4);
  }

  @Test
  void aClockThatWasSetBackYieldsAnEmptyInterval() {
    assertThat(interval(5, 3).duration()).isZero();
  }

  @Test
  void theSumCountsSharedTimeForEach() {
    assertThat(Interval.sum(List.of(interval(0, 5), interval(3, 8))))
        .isEqualTo(Duration.ofSeconds(10));
  }
}
