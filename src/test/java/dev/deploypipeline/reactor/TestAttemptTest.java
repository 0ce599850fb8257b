package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.tests.ResultLines;
import dev.deploypipeline.tests.TestWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestAttemptTest {

  private static final TaskId TASK = new TaskId("org.acme:core", "surefire:test (default-test)");

  @TempDir private Path module;
  private final ResultLines lines = new ResultLines();
  private final Map<String, Object> facts = new HashMap<>(Map.of("classes", List.of("p.A", "p.B")));

  /** An attempt in which {@code p.A.a} failed. */
  private TestAttempt attempt(String... failedClasses) throws IOException {
    TestWatch watch = WatchedTests.begin(TASK, module, module.resolve("reports"));
    for (String name : failedClasses) {
      Files.createDirectories(module.resolve("reports"));
      Files.writeString(
          module.resolve("reports/TEST-" + name + ".xml"),
          """
          <testsuite name="%1$s" time="1"><testcase name="a" classname="%1$s" time="1">
          <failure message="no" type="E">E: no</failure></testcase></testsuite>
          """
              .formatted(name));
    }
    TestAttempt attempt = new TestAttempt(TASK, Set.of());
    attempt.watched(watch, facts);
    attempt.ended(watch.end());
    return attempt;
  }

  private static Optional<MojoFailureException> failure(String message) {
    return Optional.of(new MojoFailureException(message));
  }

  private void printed(int failures) {
    lines.read(TASK, "[ERROR] Tests run: 4, Failures: " + failures + ", Errors: 0, Skipped: 0\n");
  }

  @Test
  void failuresThatAllAreInTheReportsLeaveNoDoubt() throws Exception {
    TestAttempt attempt = attempt("p.A");
    printed(1);
    assertThat(attempt.obstacle()).isEmpty();
    assertThat(attempt.doubt(failure("There are test failures."), lines)).isEmpty();
  }

  @Test
  void aFailureThatNoReportNamesIsADoubt() throws Exception {
    TestAttempt attempt = attempt("p.A");
    printed(2);
    assertThat(attempt.doubt(failure("There are test failures."), lines))
        .hasValue("its reports name 1 failed tests where it counted 2");
  }

  @Test
  void aMojoThatDoesNotSayHowManyFailedIsADoubt() throws Exception {
    assertThat(attempt("p.A").doubt(failure("There are test failures."), lines))
        .hasValue("it does not print how many tests failed");
  }

  @Test
  void aTimeoutOrACauseIsMoreThanAFailedTest() throws Exception {
    TestAttempt attempt = attempt("p.A");
    printed(1);
    assertThat(attempt.doubt(failure("There was a timeout in the fork"), lines))
        .hasValue("more than tests failed: There was a timeout in the fork");
    printed(1);
    assertThat(
            attempt.doubt(
                Optional.of(
                    new MojoFailureException(
                        "There are test failures.", new IllegalStateException("fork"))),
                lines))
        .hasValue("more than tests failed: There are test failures.");
  }

  @Test
  void aRetryThatSucceedsNeedsNoLine() throws Exception {
    assertThat(attempt().doubt(Optional.empty(), lines)).isEmpty();
  }

  @Test
  void theSummaryOfFailsafeCountsAndTellsOfCrashes() throws Exception {
    Path summary = module.resolve("failsafe-summary.xml");
    facts.put("summary", summary);
    TestAttempt attempt = attempt("p.A");
    assertThat(attempt.doubt(Optional.empty(), lines)).isPresent();
    String text =
        "<failsafe-summary timeout=\"%s\"><completed>2</completed><errors>0</errors><failures>%d</failures><skipped>0</skipped></failsafe-summary>";
    Files.writeString(summary, text.formatted("false", 1));
    assertThat(attempt.doubt(Optional.empty(), lines)).isEmpty();
    Files.writeString(summary, text.formatted("false", 2));
    assertThat(attempt.doubt(Optional.empty(), lines)).isPresent();
    Files.writeString(summary, text.formatted("true", 1));
    assertThat(attempt.doubt(Optional.empty(), lines)).hasValue("a test JVM crashed or was ended");
  }

  @Test
  void whatCannotBeRunByItselfIsAnObstacle() throws Exception {
    assertThat(attempt("p.Unknown").obstacle())
        .hasValue("p.Unknown is none of the classes that it looked for");
    assertThat(attempt().obstacle()).hasValue("no report names a test that failed");
    facts.put("notRetried", "forkCount is 0");
    assertThat(attempt("p.A").obstacle()).hasValue("forkCount is 0");
    assertThat(new TestAttempt(TASK, Set.of()).obstacle()).hasValue("its reports are not read");
  }

  @Test
  void reportsThatCannotBeReadAreADoubt() throws Exception {
    TestAttempt attempt = attempt("p.A");
    printed(1);
    attempt.ended(Optional.empty());
    assertThat(attempt.doubt(failure("There are test failures."), lines))
        .hasValue("one of its reports cannot be read");
  }
}
