package dev.deploypipeline.config;

import java.util.Objects;

/**
 * How to run the pipeline.
 *
 * @param until the last phase of the default lifecycle
 * @param profile the preset in force
 * @param threads how many tasks may run at once, tests included; at least 1
 * @param cores how many tasks that compute may run at once; at least 1
 * @param failureMode what a failed module means for the others
 * @param goals what is known of goals
 * @param errand what the run is for
 * @param failOnWarning whether a warning of the compiler or a check fails its module; only a run
 *     that validates knows of warnings
 */
public record RunSettings(
    String until,
    Profile profile,
    int threads,
    int cores,
    FailureMode failureMode,
    GoalTable goals,
    Errand errand,
    boolean failOnWarning) {

  /** Rejects null, an unknown phase, and numbers below 1, with {@link IllegalArgumentException}. */
  public RunSettings {
    Phase.require(until);
    Objects.requireNonNull(profile, "profile");
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads must be at least 1, got "
              + threads
              + ". Perhaps you should leave -Ddeploy-pipeline.threads away.");
    }
    if (cores < 1) {
      throw new IllegalArgumentException("cores must be at least 1, got " + cores + ".");
    }
    Objects.requireNonNull(failureMode, "failureMode");
    Objects.requireNonNull(goals, "goals");
    Objects.requireNonNull(errand, "errand");
  }

  /**
   * How many tests tasks may run at once: one thread is kept for the tasks that others wait for.
   */
  public int testSlots() {
    return Math.max(1, threads - 1);
  }
}
