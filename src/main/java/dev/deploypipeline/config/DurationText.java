package dev.deploypipeline.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them, and writes them. */
public final class DurationText {

  private static final Pattern SIMPLE =
      Pattern.compile("(?<count>[0-9]{1,9})\\s*(?<unit>ms|s|m|h)");

  private DurationText() {}

  /**
   * Reads {@code 500ms}, {@code 90s}, {@code 30m}, {@code 2h}, or what {@link Duration#parse}
   * reads.
   *
   * @throws IllegalArgumentException naming the text, for anything else
   */
  public static Duration parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    Matcher simple = SIMPLE.matcher(trimmed);
    if (simple.matches()) {
      long count = Long.parseLong(simple.group("count"));
      return switch (simple.group("unit")) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        default -> Duration.ofHours(count);
      };
    }
    try {
      return Duration.parse(trimmed);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration. Perhaps you should write it as 90s, 30m or 2h.", e);
    }
  }

  /**
   * Writes a duration in the largest unit that gives a whole number, for example {@code 30 min}.
   */
  public static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    if (seconds % 60 != 0 || seconds == 0) {
      return seconds + " s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + " h" : seconds / 60 + " min";
  }
}
