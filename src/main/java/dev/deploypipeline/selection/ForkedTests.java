package dev.deploypipeline.selection;

import dev.deploypipeline.model.TaskId;
import java.util.Comparator;
import java.util.Objects;

/**
 * Tests that another goal forks, so that no shard leaves any of them out.
 *
 * @param by the task whose goal that is
 * @param tests the execution that it forks, for example {@code surefire:test (default-test)}
 */
record ForkedTests(TaskId by, String tests) implements Comparable<ForkedTests> {

  private static final Comparator<ForkedTests> ORDER =
      Comparator.comparing(ForkedTests::by).thenComparing(ForkedTests::tests);

  ForkedTests {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(tests, "tests");
  }

  @Override
  public int compareTo(ForkedTests other) {
    return ORDER.compare(this, other);
  }
}
