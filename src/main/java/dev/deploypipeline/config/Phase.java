package dev.deploypipeline.config;

import java.util.List;
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

  private Phase() {}

  /**
   * The phase's place in the lifecycle, from 0; empty for a phase that is not of the default
   * lifecycle.
   */
  public static OptionalInt order(String phase) {
    int index = ORDER.indexOf(phase);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * The phase's place in the lifecycle, from 0.
   *
   * @throws IllegalArgumentException naming the value and the known phases, when it is not of the
   *     default lifecycle
   */
  public static int require(String phase) {
    return order(phase)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown lifecycle phase '"
                        + phase
                        + "'. Perhaps you should set -Ddeploy-pipeline.until to one of: "
                        + String.join(", ", ORDER)
                        + "."));
  }
}
