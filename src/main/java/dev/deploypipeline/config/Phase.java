package dev.deploypipeline.config;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The phases of Maven's default lifecycle, in their order. */
public final class Phase {

  private static final List<String> ORDER =
      List.of(
          "validate",
          "initialize",
          "generate-sources",
          "process-sources",
          "generate-resources",
          "process-resources",
          "compile",
          "process-classes",
          "generate-test-sources",
          "process-test-sources",
          "generate-test-resources",
          "process-test-resources",
          "test-compile",
          "process-test-classes",
          "test",
          "prepare-package",
          "package",
          "pre-integration-test",
          "integration-test",
          "post-integration-test",
          "verify",
          "install",
          "deploy");

  /** What Maven 4 calls the phases that it has renamed. */
  private static final Map<String, String> MAVEN_4 =
      Map.ofEntries(
          Map.entry("sources", "generate-sources"),
          Map.entry("after:sources", "process-sources"),
          Map.entry("resources", "generate-resources"),
          Map.entry("after:resources", "process-resources"),
          Map.entry("after:compile", "process-classes"),
          Map.entry("ready", "process-classes"),
          Map.entry("test-sources", "generate-test-sources"),
          Map.entry("after:test-sources", "process-test-sources"),
          Map.entry("test-resources", "generate-test-resources"),
          Map.entry("after:test-resources", "process-test-resources"),
          Map.entry("after:test-compile", "process-test-classes"),
          Map.entry("unit-test", "test"),
          Map.entry("before:package", "prepare-package"),
          Map.entry("before:integration-test", "pre-integration-test"),
          Map.entry("after:integration-test", "post-integration-test"));

  private Phase() {}

  /**
   * The name that Maven 3 has for a phase. What Maven 4 runs before or after a phase and has no
   * older name belongs to that phase, and so does each of its numbered parts.
   *
   * @param phase as Maven 3 or Maven 4 names it, not null
   * @return the name; the given one where it is none of the default lifecycle
   */
  public static String named(String phase) {
    String name = phase.endsWith("]") ? phase.substring(0, phase.lastIndexOf('[')) : phase;
    String known = MAVEN_4.get(name);
    if (known != null) {
      return known;
    }
    int colon = name.indexOf(':');
    if (colon > 0 && List.of("before", "after").contains(name.substring(0, colon))) {
      String around = name.substring(colon + 1);
      String named = MAVEN_4.getOrDefault(around, around);
      return ORDER.contains(named) ? named : phase;
    }
    return ORDER.contains(name) ? name : phase;
  }

  /**
   * The phase's place in the lifecycle, from 0; empty for a phase that is not of the default
   * lifecycle.
   *
   * @param phase as Maven 3 or Maven 4 names it, not null
   */
  public static OptionalInt order(String phase) {
    int index = ORDER.indexOf(named(phase));
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * The phase's place in the lifecycle, from 0.
   *
   * @param phase as Maven 3 names it
   * @throws IllegalArgumentException naming the value and the known phases, when it is not of the
   *     default lifecycle
   */
  public static int require(String phase) {
    int index = ORDER.indexOf(phase);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Unknown lifecycle phase '"
              + phase
              + "'. Perhaps you should set -Ddeploy-pipeline.until to one of: "
              + String.join(", ", ORDER)
              + ".");
    }
    return index;
  }
}
