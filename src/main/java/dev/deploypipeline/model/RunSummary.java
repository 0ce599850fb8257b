package dev.deploypipeline.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The figures of a finished run.
 *
 * @param wall from the first task's start to the last one's end
 * @param busy the sum of all tasks' durations: what one task after the other would have taken
 * @param criticalPath the measured chain of tasks that no further parallelism could shorten, first
 *     task first
 * @param criticalPathDuration the sum of the durations on that chain
 * @param parallelism {@code busy / wall}; 0 for an empty run
 * @param idle the time that worker threads had nothing to do, summed over the workers
 */
public record RunSummary(
    Duration wall,
    Duration busy,
    List<TaskId> criticalPath,
    Duration criticalPathDuration,
    double parallelism,
    Duration idle) {

  /** Rejects null. */
  public RunSummary {
    Objects.requireNonNull(wall, "wall");
    Objects.requireNonNull(busy, "busy");
    criticalPath = List.copyOf(criticalPath);
    Objects.requireNonNull(criticalPathDuration, "criticalPathDuration");
    Objects.requireNonNull(idle, "idle");
  }
}
