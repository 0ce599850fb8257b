package dev.deploypipeline.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is known of a goal: which order it needs. A goal that the {@link GoalTable} does not know is
 * {@link #UNKNOWN} and keeps exactly the place that Maven gives it.
 */
public enum GoalRole {
  /** On the spine; reads nothing that another module made. */
  LOCAL(true),
  /** On the spine; makes sources or resources and may read the upstream modules' artifacts. */
  GENERATOR(true),
  /** On the spine; compiles against the upstream modules' classes. */
  COMPILER(true),
  /**
   * On the spine; makes or attaches an artifact from the module's classes, never from test results.
   */
  PACKAGER(true),
  /**
   * On the spine; makes an artifact from the upstream modules' artifacts too (war, shade), never
   * from test results.
   */
  ASSEMBLER(true),
  /** Starts servers that tests of any module lease; every test waits for it, nothing else does. */
  SERVICES(false),
  /** Runs unit tests. */
  UNIT_TESTS(false),
  /** Runs integration tests against the packaged module. */
  INTEGRATION_TESTS(false),
  /** Checks that read sources only. */
  SOURCE_CHECK(false),
  /** Checks that read sources, classes and the class path. */
  CLASS_CHECK(false),
  /** Makes documentation or attaches it; nothing reads it before {@code install}. */
  DOCUMENTATION(false),
  /** Reads the module's own test results. */
  TEST_REPORT(false),
  /** Reads the test results of upstream modules as well. */
  AGGREGATE_REPORT(false),
  /** Installs the module into the local repository. */
  INSTALL(true),
  /** Publishes the module; waits until every module is verified. */
  DEPLOY(true),
  /** Not known: waits for everything before it and is waited for by everything after it. */
  UNKNOWN(true);

  private final boolean spine;

  GoalRole(boolean spine) {
    this.spine = spine;
  }

  /**
   * Whether the goal runs on the module's spine, in the order of the phases, and may change the
   * project's state.
   */
  public boolean onSpine() {
    return spine;
  }

  /** Whether the goal runs tests. */
  public boolean runsTests() {
    return this == UNIT_TESTS || this == INTEGRATION_TESTS;
  }

  /** The name used in the table and the configuration, for example {@code source-check}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The role of that {@link #id()}.
   *
   * @throws IllegalArgumentException naming the value and the known roles, when there is none
   */
  public static GoalRole of(String id) {
    return Arrays.stream(values())
        .filter(role -> role.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown role '"
                        + id
                        + "' of a goal. Perhaps you should use one of: "
                        + Arrays.stream(values())
                            .map(GoalRole::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
