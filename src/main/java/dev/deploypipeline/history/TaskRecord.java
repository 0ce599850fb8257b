package dev.deploypipeline.history;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.Objects;

/**
 * One task of a recorded run that really ran. Times are kept to the millisecond.
 *
 * @param id its name
 * @param stage the stage it counted for
 * @param outcome how it ended
 * @param start from the start of the run to its own, so that the time of a stage can be told from
 *     the records
 * @param duration how long it ran
 * @param whole whether it ran all that it is there for, and left no test out
 */
public record TaskRecord(
    TaskId id, Stage stage, Outcome outcome, Duration start, Duration duration, boolean whole) {

  /** Rejects null, and negative times with {@link IllegalArgumentException}. */
  public TaskRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(outcome, "outcome");
    if (start.isNegative()) {
      throw new IllegalArgumentException(
          "the start of " + id + " must not be negative, got " + start);
    }
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "the duration of " + id + " must not be negative, got " + duration);
    }
  }
}
