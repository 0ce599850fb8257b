package dev.deploypipeline.model;

import java.util.List;
import java.util.Objects;

/**
 * What is about to run.
 *
 * @param project the root project's name
 * @param version the root project's version
 * @param modules {@code groupId:artifactId} of the modules, in reactor order
 * @param until the last lifecycle phase
 * @param profile the preset in force
 * @param threads how many tasks may run at once
 * @param mavenVersion the version of Maven
 * @param javaVersion the version of the JVM
 * @param goal the goal that was typed, without its prefix
 */
public record RunInfo(
    String project,
    String version,
    List<String> modules,
    String until,
    String profile,
    int threads,
    String mavenVersion,
    String javaVersion,
    String goal) {

  /** Rejects null and fewer than one thread. */
  public RunInfo {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(version, "version");
    modules = List.copyOf(modules);
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(profile, "profile");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    Objects.requireNonNull(mavenVersion, "mavenVersion");
    Objects.requireNonNull(javaVersion, "javaVersion");
    Objects.requireNonNull(goal, "goal");
  }
}
