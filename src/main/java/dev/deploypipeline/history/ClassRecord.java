package dev.deploypipeline.history;

import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.Objects;

/**
 * One test class of a recorded run all of whose tests ran and passed. Times are kept to the
 * millisecond.
 *
 * @param task the task that ran it
 * @param name the class
 * @param occupancy how long it held its test JVM
 */
public record ClassRecord(TaskId task, String name, Duration occupancy) {

  /** Rejects null, and a negative time with {@link IllegalArgumentException}. */
  public ClassRecord {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(name, "name");
    if (occupancy.isNegative()) {
      throw new IllegalArgumentException(
          "the occupancy of " + name + " must not be negative, got " + occupancy);
    }
  }
}
