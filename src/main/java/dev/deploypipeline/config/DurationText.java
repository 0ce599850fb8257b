package dev.deploypipeline.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them. */
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
}
