package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.25Z");
  private static final long THEN = Stat.nanos(NOON);

  private static Stat stat(long modified, long changed) {
    return new Stat(0100644, 1, 2, 3, modified, changed);
  }

  @Test
  void aFileIsTheSameAsLongAsNothingTellsOtherwise() {
    Stat stat = new Stat(0100644, 1, 2, 3, 4, 5);
    assertThat(stat.same(new Stat(0100644, 9, 2, 3, 4, 5))).as("on another device").isTrue();
    assertThat(
            List.of(
                new Stat(0100755, 1, 2, 3, 4, 5),
                new Stat(0100644, 1, 9, 3, 4, 5),
                new Stat(0100644, 1, 2, 9, 4, 5),
                new Stat(0100644, 1, 2, 3, 9, 5),
                new Stat(0100644, 1, 2, 3, 4, 9)))
        .noneMatch(stat::same);
  }

  @Test
  void aFileIsRacyUntilBothOfItsTimesAreOldEnough() {
    Duration granularity = Duration.ofSeconds(2);
    Instant at = NOON.plus(granularity);
    assertThat(stat(THEN, THEN).racyAt(at, granularity)).isTrue();
    assertThat(stat(THEN, THEN).racyAt(at.plusNanos(1), granularity)).isFalse();
    assertThat(stat(THEN, THEN + 9).racyAt(at.plusNanos(1), granularity)).isTrue();
    assertThat(stat(THEN + 9, THEN).racyAt(at.plusNanos(1), granularity)).isTrue();
  }

  @Test
  void timesOfWholeSecondsAreCoarse() {
    long second = Stat.nanos(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(stat(second, second).wholeSeconds()).isTrue();
    assertThat(stat(second, THEN).wholeSeconds()).isFalse();
    assertThat(stat(THEN, second).wholeSeconds()).isFalse();
  }
}
