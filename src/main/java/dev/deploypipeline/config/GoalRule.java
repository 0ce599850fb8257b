package dev.deploypipeline.config;

import dev.deploypipeline.model.Stage;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One row of the table of known goals.
 *
 * @param goal {@code groupId:artifactId:goal}; {@code *} as the goal stands for all goals of the
 *     plugin
 * @param role the order it needs
 * @param stage the stage it counts for
 */
public record GoalRule(String goal, GoalRole role, Stage stage) {

  private static final Pattern GOAL = Pattern.compile("[^:\\s]+:[^:\\s]+:[^:\\s]+");

  /**
   * Rejects null, and a goal that is not {@code groupId:artifactId:goal}, with {@link
   * IllegalArgumentException}.
   */
  public GoalRule {
    if (goal == null || !GOAL.matcher(goal).matches()) {
      throw new IllegalArgumentException(
          "'"
              + goal
              + "' does not name a goal. Perhaps you should write groupId:artifactId:goal, with * for all goals.");
    }
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(stage, "stage");
  }
}
