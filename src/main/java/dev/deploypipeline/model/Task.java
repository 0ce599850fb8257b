package dev.deploypipeline.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One planned task as listeners see it.
 *
 * @param id its name
 * @param stage the one stage it counts for
 * @param dependsOn the tasks it waits for; milestones between them are left out
 * @param expected its recorded duration, empty where it never ran before
 */
public record Task(TaskId id, Stage stage, Set<TaskId> dependsOn, Optional<Duration> expected) {

  /** Rejects null; copies the dependencies. */
  public Task {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(expected, "expected");
    dependsOn = Set.copyOf(dependsOn);
  }
}
