package dev.deploypipeline.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The stages of a delivery pipeline: the vocabulary of every report, budget and metric, in the
 * order shown.
 */
public enum Stage {
  /** Filling the local repository and pulling images. */
  PREFETCH,
  /** Choosing the templates that apply. */
  TEMPLATE_SELECTION,
  /** Generating sources and resources. */
  CODE_GENERATION,
  /** Bringing up the servers that tests lease. */
  CLEANROOM_SETUP,
  /** Compiling, resources included. */
  COMPILE,
  /** Unit tests. */
  UNIT_TESTS,
  /** Integration tests. */
  INTEGRATION_TESTS,
  /** Lint and checks. */
  VALIDATION,
  /** Building and attaching artifacts. */
  PACKAGING,
  /** Installing and deploying artifacts. */
  DEPLOY,
  /** Writing reports. */
  REPORTING;

  /** The name that reports, budgets and metrics use, for example {@code unit-tests}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /**
   * The stage of that {@link #id()}.
   *
   * @throws IllegalArgumentException naming the value and the known stages, when there is none
   */
  public static Stage of(String id) {
    return Arrays.stream(values())
        .filter(stage -> stage.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown stage '"
                        + id
                        + "'. Perhaps you should use one of: "
                        + Arrays.stream(values()).map(Stage::id).collect(Collectors.joining(", "))
                        + "."));
  }
}
