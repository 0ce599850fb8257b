package dev.deploypipeline.model;

import java.util.Objects;

/**
 * Names one task of a run; stable between runs, so that recorded durations can be found again.
 *
 * @param module the module's name within the reactor, {@code groupId:artifactId}; never blank
 * @param name what is done, for a mojo execution {@code prefix:goal (execution-id)}; never blank
 */
public record TaskId(String module, String name) implements Comparable<TaskId> {

  /** Rejects null or blank parts with {@link IllegalArgumentException}. */
  public TaskId {
    if (module == null || module.isBlank()) {
      throw new IllegalArgumentException("a task needs a module, got '" + module + "'");
    }
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a task needs a name, got '" + name + "'");
    }
  }

  /** The module's artifactId, as Maven prints it behind an {@code @}. */
  public String moduleShortName() {
    return module.substring(module.lastIndexOf(':') + 1);
  }

  @Override
  public int compareTo(TaskId other) {
    int byModule = module.compareTo(Objects.requireNonNull(other, "other").module);
    return byModule != 0 ? byModule : name.compareTo(other.name);
  }

  /** {@code name @ artifactId}: how the log, the reports and the errors name a task. */
  @Override
  public String toString() {
    return name + " @ " + moduleShortName();
  }
}
