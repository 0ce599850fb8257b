package dev.deploypipeline.schedule;

import java.util.Map;
import java.util.Objects;

/**
 * How a graph is executed.
 *
 * @param threads how many tasks run at once, at least 1
 * @param capacities units of each resource that tasks may name in their needs, each at least 1
 * @param policy what a failure means for the rest
 */
public record ExecutorSettings(int threads, Map<String, Integer> capacities, FailurePolicy policy) {
  /**
   * Copies {@code capacities}; throws {@link IllegalArgumentException} for a value out of its
   * range.
   */
  public ExecutorSettings {
    capacities = Map.copyOf(capacities);
    Objects.requireNonNull(policy, "policy");
    if (threads < 1) {
      throw new IllegalArgumentException(
          "The number of threads is " + threads + ". Perhaps you should use the number of cores.");
    }
    capacities.forEach(ExecutorSettings::checkCapacity);
  }

  /** Throws {@link IllegalArgumentException} when {@code node} could never get what it needs. */
  void check(Node<?> node) {
    node.needs().forEach((resource, units) -> check(node.key(), resource, units));
  }

  private void check(Object key, String resource, int units) {
    Integer capacity = capacities.get(resource);
    if (capacity == null) {
      throw new IllegalArgumentException(
          "'"
              + key
              + "' needs the resource '"
              + resource
              + "', but only "
              + capacities.keySet().stream().sorted().toList()
              + " are declared. Perhaps you should declare its capacity in the settings.");
    }
    if (units > capacity) {
      throw new IllegalArgumentException(
          "'"
              + key
              + "' needs "
              + units
              + " of resource '"
              + resource
              + "', but its capacity is "
              + capacity
              + ". Perhaps you should raise the capacity or lower the need.");
    }
  }

  private static void checkCapacity(String resource, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "The capacity of resource '"
              + resource
              + "' is "
              + capacity
              + ". Perhaps you should give it at least 1 or leave it out.");
    }
  }
}
