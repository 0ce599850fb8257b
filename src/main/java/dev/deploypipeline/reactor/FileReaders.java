package dev.deploypipeline.reactor;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.GoalRule;
import dev.deploypipeline.config.GoalTable;

/**
 * Tells which goals may read the packaged files of the modules that theirs uses, so that the
 * directories of classes do not do for them.
 */
final class FileReaders {

  private static final String DEPENDENCY_PLUGIN = "maven-dependency-plugin";

  private final GoalTable goals;

  FileReaders(GoalTable goals) {
    this.goals = goals;
  }

  /**
   * Whether the goal may read them.
   *
   * @param resolves the scope that the goal has Maven resolve; null for none
   */
  boolean has(String groupId, String artifactId, String goal, String resolves) {
    GoalRole role =
        goals.find(groupId, artifactId, goal).map(GoalRule::role).orElse(GoalRole.UNKNOWN);
    if (DEPENDENCY_PLUGIN.equals(artifactId)) {
      // It copies and unpacks what it is told to, whatever Maven resolves for it.
      return !goal.startsWith("analyze") && role != GoalRole.LOCAL;
    }
    return role == GoalRole.UNKNOWN && resolves != null && !resolves.isEmpty();
  }
}
