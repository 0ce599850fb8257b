package dev.deploypipeline.model;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a compiler or a check says of a place in the project.
 *
 * @param task the task that found it
 * @param severity as the compiler or the check has it
 * @param file absolute; the module's pom where no other place is known
 * @param line counted from 1; 0 for the file as a whole
 * @param column counted from 1; 0 where it is not known
 * @param rule the rule's or warning's own name; empty where there is none
 * @param message in one line
 */
public record LintFinding(
    TaskId task, Severity severity, Path file, int line, int column, String rule, String message) {

  /** How much a finding matters to the one who found it. */
  public enum Severity {
    /** It fails, or would where the check is strict. */
    ERROR,
    /** It should be mended. */
    WARNING,
    /** It is worth knowing. */
    INFO
  }

  /** Rejects null, a relative file and negative numbers with {@link IllegalArgumentException}. */
  public LintFinding {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(severity, "severity");
    if (!file.isAbsolute()) {
      throw new IllegalArgumentException("a finding needs an absolute file, got '" + file + "'");
    }
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "lines and columns count from 1, got " + line + ":" + column);
    }
    Objects.requireNonNull(rule, "rule");
    message = message.strip().replaceAll("\\s+", " ");
  }
}
