package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param outcome of the whole
 * @param modules in reactor order
 * @param gateOpened whether every task up to {@code verify} succeeded, so that modules could deploy
 */
public record RunResult(Outcome outcome, List<ModuleResult> modules, boolean gateOpened) {

  /** Rejects null; copies the list. */
  public RunResult {
    Objects.requireNonNull(outcome, "outcome");
    modules = List.copyOf(modules);
  }

  /**
   * How a module ended.
   *
   * @param module its id
   * @param outcome {@link Outcome#SKIPPED} too where a module that it depends on failed, whatever
   *     was run of it by then
   * @param busy the time during which at least one of its tasks ran
   * @param failure the failure that Maven would have met first; empty unless it failed
   */
  public record ModuleResult(
      String module, Outcome outcome, Duration busy, Optional<Failure> failure) {
    /** Rejects null. */
    public ModuleResult {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(busy, "busy");
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * Why a module failed.
   *
   * @param task the task that failed; empty where the module could not be planned
   * @param cause what was thrown
   */
  public record Failure(Optional<TaskId> task, Throwable cause) {
    /** Rejects null. */
    public Failure {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(cause, "cause");
    }
  }
}
