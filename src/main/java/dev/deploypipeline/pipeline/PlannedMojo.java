package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.TaskId;
import java.util.Objects;
import java.util.Set;

/**
 * One mojo execution of a module's plan.
 *
 * @param id its name
 * @param groupId the plugin's groupId
 * @param artifactId the plugin's artifactId
 * @param goal the goal
 * @param phase the lifecycle phase it is bound to
 * @param ofPackaging whether the packaging's own lifecycle mapping binds it, rather than the pom
 * @param threadSafe whether the mojo is marked thread-safe
 * @param aggregator whether it works on the whole reactor
 * @param forkedPhase the lifecycle phase up to which it runs the module again before itself; empty
 *     for none
 * @param pluginModules modules of the reactor that the plugin's class path contains
 */
public record PlannedMojo(
    TaskId id,
    String groupId,
    String artifactId,
    String goal,
    String phase,
    boolean ofPackaging,
    boolean threadSafe,
    boolean aggregator,
    String forkedPhase,
    Set<String> pluginModules) {

  /** Rejects null; copies the set. */
  public PlannedMojo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(groupId, "groupId");
    Objects.requireNonNull(artifactId, "artifactId");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(forkedPhase, "forkedPhase");
    pluginModules = Set.copyOf(pluginModules);
  }

  /** {@code groupId:artifactId} of the plugin. */
  public String plugin() {
    return groupId + ":" + artifactId;
  }
}
