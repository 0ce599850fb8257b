package dev.deploypipeline.tests;

import dev.deploypipeline.tests.TestCase.Result;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a class that failed passed when it was run again as a whole. It did only if
 * nothing failed, and everything that ran first ran and passed.
 */
final class Recovery {

  private static final Set<Result> PASSED = EnumSet.of(Result.PASSED, Result.FLAKY);

  private Recovery() {}

  /**
   * Why the class did not pass.
   *
   * @param first its tests in the first attempt
   * @param again its tests in the retry
   */
  static Optional<String> obstacle(List<TestCase> first, List<TestCase> again) {
    Optional<TestCase> failed =
        again.stream().filter(test -> test.result() == Result.FAILED).findFirst();
    if (failed.isPresent()) {
      return failed.map(test -> test.fullName() + " failed");
    }
    if (again.stream().noneMatch(test -> PASSED.contains(test.result()))) {
      return Optional.of("none of its tests ran");
    }
    for (TestCase test : first) {
      boolean there =
          isFixture(test)
              ? test.result() != Result.FAILED || passesBelow(test, again)
              : count(test, again) >= count(test, first);
      if (!there) {
        return Optional.of(test.fullName() + " did not pass");
      }
    }
    return Optional.empty();
  }

  /** What fails before the tests of a class leaves none of them: any may show that it works. */
  private static boolean passesBelow(TestCase fixture, List<TestCase> again) {
    return again.stream()
        .filter(test -> PASSED.contains(test.result()) && !isFixture(test))
        .anyMatch(
            test ->
                test.className().equals(fixture.className())
                    || test.className().startsWith(fixture.className() + "$"));
  }

  private static boolean isFixture(TestCase test) {
    return test.name().isEmpty() || RerunCommand.FIXTURES.contains(test.name());
  }

  /** How often a test of that name is there; one that ran first counts where it ran and passed. */
  private static long count(TestCase like, List<TestCase> tests) {
    boolean mayBeSkipped = like.result() == Result.SKIPPED;
    return tests.stream()
        .filter(
            test ->
                test.className().equals(like.className())
                    && test.name().equals(like.name())
                    && (mayBeSkipped || test.result() != Result.SKIPPED))
        .count();
  }
}
