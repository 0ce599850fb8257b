package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a mojo execution stands in its module.
 *
 * @param mojo the execution
 * @param index its place in Maven's own order, from 0
 * @param role what is known of its goal
 * @param stage the stage it counts for
 * @param viewAfter for a side task, the spine task whose project state it sees; empty for the state
 *     the module starts with, and for spine tasks, which work on the project itself
 * @param rejoins the side tasks whose changes of the project must be merged back before it runs
 */
public record Placement(
    PlannedMojo mojo,
    int index,
    GoalRole role,
    Stage stage,
    Optional<TaskId> viewAfter,
    List<TaskId> rejoins) {

  /** Rejects null; copies the list. */
  public Placement {
    Objects.requireNonNull(mojo, "mojo");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(viewAfter, "viewAfter");
    rejoins = List.copyOf(rejoins);
  }

  /** The task's name. */
  public TaskId id() {
    return mojo.id();
  }

  /** Whether it runs beside the spine, on a copy of the project. */
  public boolean side() {
    return !role.onSpine();
  }
}
