package dev.deploypipeline.model;

import java.util.Objects;

/**
 * Something a person should know about the run, that is not a failure of a task.
 *
 * @param severity how much it matters
 * @param message the fact, the offending value and the next action, in one or two sentences
 */
public record Finding(Severity severity, String message) {

  /** How much a finding matters. */
  public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Probably costs time or hides something. */
    WARNING
  }

  /** Rejects null. */
  public Finding {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(message, "message");
  }
}
