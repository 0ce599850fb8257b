package dev.deploypipeline.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a task ran, or its result of an earlier build stood for it.
 *
 * @param task the task
 * @param reused whether an earlier result stood for it
 * @param reasons why it ran or was reused, as clauses; never empty
 * @param notKept why its result will not stand for it in later builds; empty where it will, and for
 *     what was reused
 * @param saved how long it took when it ran; empty for one that ran now
 */
public record ReuseDecision(
    TaskId task,
    boolean reused,
    List<String> reasons,
    Optional<String> notKept,
    Optional<Duration> saved) {

  /** Rejects null, and no reason with {@link IllegalArgumentException}; copies. */
  public ReuseDecision {
    Objects.requireNonNull(task, "task");
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("nobody would know why " + task + " ran or did not");
    }
    Objects.requireNonNull(notKept, "notKept");
    Objects.requireNonNull(saved, "saved");
  }
}
