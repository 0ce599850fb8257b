package dev.deploypipeline.history;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the history keeps of one run. Times are kept to the millisecond.
 *
 * @param started when the run began
 * @param outcome how it ended
 * @param wall from the first task's start to the last one's end
 * @param tasks the tasks that ran, in any order
 * @param classes the test classes of which a time is known, in any order
 * @param machine what it ran on
 */
public record RunRecord(
    Instant started,
    Outcome outcome,
    Duration wall,
    List<TaskRecord> tasks,
    List<ClassRecord> classes,
    Machine machine) {

  /**
   * Rejects null, and a negative wall time with {@link IllegalArgumentException}; copies the lists.
   */
  public RunRecord {
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(outcome, "outcome");
    if (wall.isNegative()) {
      throw new IllegalArgumentException("wall must not be negative, got " + wall);
    }
    tasks = List.copyOf(tasks);
    classes = List.copyOf(classes);
    Objects.requireNonNull(machine, "machine");
  }
}
