package dev.deploypipeline.tests;

import dev.deploypipeline.model.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line in which Surefire says how many tests of a task failed. It is the only place that
 * has the number: a report that another one overwrote is missing among the reports. Safe for use by
 * many threads.
 */
public final class ResultLines {

  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*m");

  private static final Pattern RESULT =
      Pattern.compile(
          "(?:^|\\s)Tests run: \\d+, Failures: (\\d{1,9}), Errors: (\\d{1,9}), Skipped: \\d+(?:, Flakes: \\d+)?\\s*$");

  private final Map<TaskId, Integer> failed = new HashMap<>();

  /** Reads what a task printed, whole lines. */
  public synchronized void read(TaskId task, String text) {
    if (!text.contains("Tests run: ")) {
      return;
    }
    text.lines()
        .forEach(
            line -> {
              Matcher result = RESULT.matcher(ESCAPES.matcher(line).replaceAll(""));
              if (result.find()) {
                failed.put(
                    task, Integer.parseInt(result.group(1)) + Integer.parseInt(result.group(2)));
              }
            });
  }

  /** How many tests failed by the last such line, which is forgotten. */
  public synchronized OptionalInt take(TaskId task) {
    Integer known = failed.remove(task);
    return known == null ? OptionalInt.empty() : OptionalInt.of(known);
  }
}
