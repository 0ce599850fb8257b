package dev.deploypipeline.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * One node of a {@link TaskGraph}: a task to run, or a milestone, which does no work and only
 * stands for "all that leads here has ended".
 *
 * @param key what identifies the node in its graph, never null; its equals and hashCode must not
 *     change
 * @param cost how long it is expected to run; zero or more, zero for a milestone
 * @param needs units by resource name that it holds while it runs, each at least 1; empty for a
 *     milestone
 * @param milestone whether the node is a milestone
 */
public record Node<K>(K key, Duration cost, Map<String, Integer> needs, boolean milestone) {
  /** Copies {@code needs}; throws {@link IllegalArgumentException} for a value out of its range. */
  public Node {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(cost, "cost");
    needs = Map.copyOf(needs);
    if (cost.isNegative()) {
      throw new IllegalArgumentException(
          "The cost of '"
              + key
              + "' is negative: "
              + cost
              + ". Perhaps you should give zero when it is unknown.");
    }
    needs.forEach((resource, units) -> checkUnits(key, resource, units));
    if (milestone && !(cost.isZero() && needs.isEmpty())) {
      throw new IllegalArgumentException(
          "The milestone '"
              + key
              + "' has cost "
              + cost
              + " and needs "
              + needs
              + ", but a milestone does no work. Perhaps you should make it a task.");
    }
  }

  /** A task that needs no resource but a thread. */
  public static <K> Node<K> task(K key, Duration cost) {
    return new Node<>(key, cost, Map.of(), false);
  }

  /** A task that holds {@code needs} (units by resource name) while it runs. */
  public static <K> Node<K> task(K key, Duration cost, Map<String, Integer> needs) {
    return new Node<>(key, cost, needs, false);
  }

  /** A node that does no work. */
  public static <K> Node<K> milestone(K key) {
    return new Node<>(key, Duration.ZERO, Map.of(), true);
  }

  private static void checkUnits(Object key, String resource, int units) {
    if (units < 1) {
      throw new IllegalArgumentException(
          "'"
              + key
              + "' needs "
              + units
              + " of resource '"
              + resource
              + "', which is less than 1. Perhaps you should leave the resource out.");
    }
  }
}
