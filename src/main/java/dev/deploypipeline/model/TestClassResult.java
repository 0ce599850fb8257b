package dev.deploypipeline.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What became of one test class in one task.
 *
 * @param name the class's binary name, that of the outermost class where classes are nested
 * @param tests how many tests of it ended, skipped ones included
 * @param failed how many of them failed
 * @param skipped how many of them were skipped
 * @param occupancy how long it held its JVM, fixtures included
 * @param slow whether that is over the limit
 * @param complete whether all of its tests ran and passed, so that the occupancy is that of the
 *     class
 * @param flaky the tests that failed first
 */
public record TestClassResult(
    String name,
    int tests,
    int failed,
    int skipped,
    Duration occupancy,
    boolean slow,
    boolean complete,
    List<FlakyTest> flaky) {

  /**
   * Rejects null, and a blank name or negative numbers with {@link IllegalArgumentException};
   * copies the list.
   */
  public TestClassResult {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a test class needs a name, got '" + name + "'");
    }
    if (tests < 0 || failed < 0 || skipped < 0 || occupancy.isNegative()) {
      throw new IllegalArgumentException(
          "the figures of "
              + name
              + " must not be negative, got "
              + List.of(tests, failed, skipped, occupancy));
    }
    flaky = List.copyOf(Objects.requireNonNull(flaky, "flaky"));
  }
}
