package dev.deploypipeline.reactor;

import java.util.regex.Pattern;

/** Goals of this plugin, as people and tools type them. */
public final class TypedGoal {

  private TypedGoal() {}

  /**
   * Whether a word of the command line asks for a goal: by prefix, or by coordinates with or
   * without a version, and with or without an execution.
   *
   * @param goal for example {@code run}
   */
  public static boolean isIn(String word, String goal) {
    return Pattern.matches(
        "(?:deploy-pipeline|.*:deploy-pipeline-maven-plugin(?::[^:]+)?):"
            + Pattern.quote(goal)
            + "(?:@.*)?",
        word);
  }
}
