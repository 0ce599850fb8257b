package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.tests.TestWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveriesTest {

  private static final TaskId TASK =
      new TaskId("org.acme:core", "failsafe:integration-test (default)");
  private static final String FAILURE = "<failure message=\"no\" type=\"E\">E: no</failure>";

  @TempDir private Path module;
  private Path reports;
  private Path summary;

  @BeforeEach
  void placeTheSummary() {
    reports = module.resolve("failsafe-reports");
    summary = reports.resolve("failsafe-summary.xml");
  }

  private void summary(int failures) throws IOException {
    Files.writeString(
        summary,
        """
        <failsafe-summary result="255" timeout="false"><completed>2</completed><errors>0</errors>
        <failures>%d</failures><skipped>0</skipped><flakes>0</flakes></failsafe-summary>
        """
            .formatted(failures));
  }

  /** An attempt at {@code p.A} and {@code p.B}. */
  private TestAttempt attempt(Set<String> asked, Path directory, String body) throws IOException {
    TestWatch watch = WatchedTests.begin(TASK, module, directory);
    Files.createDirectories(directory);
    for (String name : List.of("p.A", "p.B")) {
      Files.writeString(
          directory.resolve("TEST-" + name + ".xml"),
          """
          <testsuite name="%1$s" time="1"><testcase name="a" classname="%1$s" time="1">%2$s</testcase></testsuite>
          """
              .formatted(name, body));
    }
    TestAttempt attempt = new TestAttempt(TASK, asked);
    attempt.watched(watch, Map.of("reports", directory, "summary", summary));
    attempt.ended(watch.end());
    return attempt;
  }

  private Recoveries recoveries() throws IOException {
    TestAttempt first = attempt(Set.of(), reports, FAILURE);
    Recoveries recoveries = Recoveries.begin(first, 1, module.resolve("retries"));
    Set<String> failing = Set.of("p.A", "p.B");
    TestAttempt retry = attempt(failing, recoveries.directory(1), "");
    assertThat(recoveries.add(retry, failing, 1)).isEmpty();
    return recoveries;
  }

  @Test
  void theReportsAndTheSummaryAreThoseOfTheRetry() throws Exception {
    Recoveries recoveries = recoveries();
    summary(2);
    recoveries.write();
    assertThat(reports.resolve("TEST-p.A.xml")).content().contains("<flakyFailure");
    assertThat(reports.resolve("TEST-p.B.xml")).content().contains("<flakyFailure");
    assertThat(summary)
        .content()
        .contains("<failures>0</failures>", "<flakes>2</flakes>", "result=\"null\"");
  }

  @Test
  void noReportIsReplacedWhereTheSummaryCountsOtherFailures() throws Exception {
    Recoveries recoveries = recoveries();
    summary(3);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(recoveries::write)
        .withMessageContaining("counts other failures than the reports");
    assertAllIsAsItWas(3);
  }

  @Test
  void aReportThatCannotBeWrittenTakesTheOthersBack() throws Exception {
    Recoveries recoveries = recoveries();
    summary(2);
    Files.createDirectories(reports.resolve("TEST-p.B.xml.retry/in the way"));
    assertThatExceptionOfType(IOException.class).isThrownBy(recoveries::write);
    assertAllIsAsItWas(2);
  }

  @Test
  void aSummaryThatCannotBeWrittenTakesTheReportsBack() throws Exception {
    Recoveries recoveries = recoveries();
    summary(2);
    Files.createDirectories(reports.resolve("failsafe-summary.xml.retry/in the way"));
    assertThatExceptionOfType(IOException.class).isThrownBy(recoveries::write);
    assertAllIsAsItWas(2);
  }

  private void assertAllIsAsItWas(int failures) {
    for (String name : List.of("TEST-p.A.xml", "TEST-p.B.xml")) {
      assertThat(reports.resolve(name)).content().contains(FAILURE).doesNotContain("flaky");
    }
    assertThat(summary)
        .content()
        .contains("<failures>" + failures + "</failures>", "result=\"255\"");
  }
}
