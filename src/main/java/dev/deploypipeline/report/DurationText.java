package dev.deploypipeline.report;

import java.time.Duration;
import java.util.Locale;

/** Durations in words: as exact as a person needs them. */
final class DurationText {

  private DurationText() {}

  /** For tables: {@code 0.04 s}, {@code 34.1 s}, {@code 2:05 min}, {@code 1:02:05 h}. */
  static String exact(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 9_995) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1e3);
    }
    return millis < 59_950 ? String.format(Locale.ROOT, "%.1f s", millis / 1e3) : minutes(millis);
  }

  /** For what changes while one looks at it: {@code 0 s}, {@code 34 s}, {@code 2:05 min}. */
  static String rough(Duration duration) {
    long millis = duration.toMillis();
    return millis < 59_500 ? (millis + 500) / 1_000 + " s" : minutes(millis);
  }

  private static String minutes(long millis) {
    long seconds = (millis + 500) / 1_000;
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d h", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
