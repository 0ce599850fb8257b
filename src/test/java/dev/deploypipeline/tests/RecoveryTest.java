package dev.deploypipeline.tests;

import static dev.deploypipeline.tests.TestCase.Result.FAILED;
import static dev.deploypipeline.tests.TestCase.Result.FLAKY;
import static dev.deploypipeline.tests.TestCase.Result.PASSED;
import static dev.deploypipeline.tests.TestCase.Result.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.tests.TestCase.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryTest {

  private static TestCase test(String className, String name, Result result) {
    return new TestCase(className, name, result, "", "", "", 0.1);
  }

  private static TestCase test(String name, Result result) {
    return test("p.A", name, result);
  }

  private static Arguments passes(String why, List<TestCase> first, TestCase... again) {
    return Arguments.of(why, first, List.of(again), null);
  }

  private static Arguments fails(
      String reason, String why, List<TestCase> first, TestCase... again) {
    return Arguments.of(why, first, List.of(again), reason);
  }

  static Stream<Arguments> attempts() {
    TestCase failed = test("a", FAILED);
    return Stream.of(
        passes("all passes", List.of(failed), test("a", PASSED)),
        passes("the plugin's own rerun is a pass", List.of(failed), test("a", FLAKY)),
        passes(
            "what was skipped behind the failure runs now",
            List.of(failed, test("b", SKIPPED)),
            test("a", PASSED),
            test("b", PASSED)),
        passes(
            "what is disabled stays so",
            List.of(failed, test("b", SKIPPED)),
            test("a", PASSED),
            test("b", SKIPPED)),
        passes("a fixture works", List.of(test("", FAILED)), test("a", PASSED)),
        passes(
            "a fixture of JUnit 4 works",
            List.of(test("initializationError", FAILED)),
            test("a", PASSED)),
        passes(
            "a fixture works for nested tests",
            List.of(test("", FAILED)),
            test("p.A$B", "a", PASSED)),
        fails("p.A.a failed", "it fails again", List.of(failed), failed),
        fails(
            "p.A.b failed",
            "another test fails",
            List.of(failed, test("b", PASSED)),
            test("a", PASSED),
            test("b", FAILED)),
        fails(
            "p.A.b failed",
            "what was skipped behind the failure fails",
            List.of(failed, test("b", SKIPPED)),
            test("a", PASSED),
            test("b", FAILED)),
        fails(
            "p.A failed",
            "a fixture fails behind the tests",
            List.of(failed),
            test("a", PASSED),
            test("", FAILED)),
        fails("none of its tests ran", "nothing ran", List.of(failed)),
        fails("none of its tests ran", "all is skipped", List.of(failed), test("a", SKIPPED)),
        fails(
            "p.A.a did not pass",
            "the failed one is skipped",
            List.of(failed),
            test("a", SKIPPED),
            test("b", PASSED)),
        fails(
            "p.A.a did not pass", "the failed one is missing", List.of(failed), test("b", PASSED)),
        fails(
            "p.A.b did not pass",
            "one that passed is missing",
            List.of(failed, test("b", PASSED)),
            test("a", PASSED)),
        fails(
            "p.A.b did not pass",
            "one that was skipped is missing",
            List.of(failed, test("b", SKIPPED)),
            test("a", PASSED)),
        fails(
            "p.A.a did not pass",
            "one of two of the same name is missing",
            List.of(failed, test("a", PASSED)),
            test("a", PASSED)),
        fails(
            "p.A$B did not pass",
            "a fixture of nested tests is not shown to work by others",
            List.of(test("p.A$B", "", FAILED)),
            test("a", PASSED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void aClassPassesOnlyIfAllThatRanPasses(
      String why, List<TestCase> first, List<TestCase> again, String reason) {
    assertThat(Recovery.obstacle(first, again)).as(why).isEqualTo(Optional.ofNullable(reason));
  }
}
