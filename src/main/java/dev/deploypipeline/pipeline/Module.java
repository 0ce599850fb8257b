package dev.deploypipeline.pipeline;

import java.util.Set;

/**
 * A module of the reactor, as far as it is known before it is planned.
 *
 * @param id {@code groupId:artifactId}
 * @param upstream the modules it depends on directly, in any way that orders a reactor
 * @param packagedUpstream the upstream modules (direct or not) whose class directory cannot stand
 *     for their artifact, so that nothing of this module that reads the class path may start before
 *     they are packaged
 * @param testClassesUpstream the upstream modules whose test classes it compiles against
 * @param parents the upstream modules of packaging pom: their goals may change this module's
 *     project, so nothing of it starts before them
 * @param planAfter the modules that build its plugins or extensions; where there are any, it is
 *     planned when they are packaged
 * @param readsFilesOf modules before it in the reactor's order whose files its configuration names,
 *     by path or coordinates, whether or not it depends on them: nothing of it starts before they
 *     are verified, though their failure does not stop it
 */
public record Module(
    String id,
    Set<String> upstream,
    Set<String> packagedUpstream,
    Set<String> testClassesUpstream,
    Set<String> parents,
    Set<String> planAfter,
    Set<String> readsFilesOf) {

  /** Rejects null or a blank id; copies the sets. */
  public Module {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("a module needs an id, got '" + id + "'");
    }
    upstream = Set.copyOf(upstream);
    packagedUpstream = Set.copyOf(packagedUpstream);
    testClassesUpstream = Set.copyOf(testClassesUpstream);
    parents = Set.copyOf(parents);
    planAfter = Set.copyOf(planAfter);
    readsFilesOf = Set.copyOf(readsFilesOf);
  }
}
