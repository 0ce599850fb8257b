package dev.deploypipeline.config;

import dev.deploypipeline.model.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of goals: the built-in table {@code goals.txt} beside this class, and the user's
 * rows, which come first. Immutable.
 */
public final class GoalTable {

  private final Map<String, GoalRule> rules;

  private GoalTable(Map<String, GoalRule> rules) {
    this.rules = Map.copyOf(rules);
  }

  /** The built-in table. */
  public static GoalTable builtIn() {
    Map<String, GoalRule> rules = new HashMap<>();
    for (String row : ResourceTable.rows("goals.txt")) {
      String[] cells = row.split("\\s+", -1);
      if (cells.length != 3) {
        throw new IllegalStateException("goals.txt: expected 'goal role stage', got '" + row + "'");
      }
      GoalRule rule = new GoalRule(cells[0], GoalRole.of(cells[1]), Stage.of(cells[2]));
      if (rules.put(rule.goal(), rule) != null) {
        throw new IllegalStateException("goals.txt: two rows for " + rule.goal());
      }
    }
    return new GoalTable(rules);
  }

  /** This table with the given rows added; a row for a goal that is known already replaces it. */
  public GoalTable with(List<GoalRule> more) {
    Map<String, GoalRule> all = new HashMap<>(rules);
    more.forEach(rule -> all.put(rule.goal(), rule));
    return new GoalTable(all);
  }

  /**
   * The row for a goal: that of the goal itself, else that of all goals of its plugin, else
   * nothing.
   */
  public Optional<GoalRule> find(String groupId, String artifactId, String goal) {
    String plugin = groupId + ":" + artifactId + ":";
    return Optional.ofNullable(rules.get(plugin + goal))
        .or(() -> Optional.ofNullable(rules.get(plugin + "*")));
  }
}
