package dev.deploypipeline.mojo;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.GoalRule;
import dev.deploypipeline.model.Stage;

/**
 * A {@code <goal>} of the configuration: what the user knows of a goal that the built-in table does
 * not.
 */
public final class GoalSetting {

  private String id;
  private String role;
  private String stage;

  /** {@code groupId:artifactId:goal}, with {@code *} for all goals of the plugin. */
  public void setId(String id) {
    this.id = id;
  }

  /** The order it needs, for example {@code source-check}. */
  public void setRole(String role) {
    this.role = role;
  }

  /** The stage it counts for, for example {@code validation}. */
  public void setStage(String stage) {
    this.stage = stage;
  }

  GoalRule toRule() {
    return new GoalRule(id, GoalRole.of(role), Stage.of(stage));
  }
}
