package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 s",
    "40, 0.04 s",
    "9994, 9.99 s",
    "9995, 10.0 s",
    "59949, 59.9 s",
    "59950, 1:00 min",
    "125000, 2:05 min",
    "3725000, 1:02:05 h"
  })
  void tablesShowThreeDigits(long millis, String text) {
    assertThat(DurationText.exact(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "499, 0 s",
    "500, 1 s",
    "59499, 59 s",
    "59500, 1:00 min",
    "3599500, 1:00:00 h"
  })
  void whatMovesShowsWholeSeconds(long millis, String text) {
    assertThat(DurationText.rough(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
