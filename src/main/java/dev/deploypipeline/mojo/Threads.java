package dev.deploypipeline.mojo;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of threads as people write it, with the syntax of Maven's {@code -T}. */
final class Threads {

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,4}(?:\\.\\d+)?)(C?)");

  private Threads() {}

  /**
   * Reads a number of threads.
   *
   * @param text for example {@code 8}, {@code 2C} or {@code 0.5C}; null or blank for none
   * @throws IllegalArgumentException naming the value, when it is not a number of threads
   */
  static OptionalInt parse(String text, int cores) {
    if (text == null || text.isBlank()) {
      return OptionalInt.empty();
    }
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (matcher.matches()) {
      boolean perCore = !matcher.group(2).isEmpty();
      double number = Double.parseDouble(matcher.group(1));
      if (perCore && number > 0) {
        return OptionalInt.of(Math.max(1, (int) (number * cores)));
      }
      if (number >= 1 && number == Math.rint(number)) {
        return OptionalInt.of((int) number);
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a number of threads. Perhaps you should set -Ddeploy-pipeline.threads to a number such as 4,"
            + " or to a number for each core such as 2C.");
  }
}
