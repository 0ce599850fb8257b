package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestVerdictTest {

  @TempDir private Path reports;

  private Path write(String name, String content) throws IOException {
    return Files.writeString(reports.resolve(name), content);
  }

  @Test
  void reportsOfTestsThatAllPassedLeaveNoDoubt() throws IOException {
    Path report =
        write("TEST-a.A.xml", "<testsuite><testcase name=\"a\"><skipped/></testcase></testsuite>");
    Path summary =
        write(
            "failsafe-summary.xml",
            "<failsafe-summary timeout=\"false\"><completed>1</completed><errors>0</errors>"
                + "<failures>0</failures><failureMessage></failureMessage></failsafe-summary>");

    assertThat(TestVerdict.doubt(List.of(report, summary))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<failure message=\"no\"/>",
        "<error>",
        "<flakyFailure message=\"no\">",
        "<rerunError type=\"x\">"
      })
  void aTestThatFailedAtFirstMakesTheResultDoubtful(String element) throws IOException {
    Path report = write("TEST-a.A.xml", "<testsuite><testcase>" + element);

    assertThat(TestVerdict.doubt(List.of(report)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("TEST-a.A.xml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<failures>1</failures>",
        "<errors>12</errors>",
        "<failureMessage>crashed</failureMessage>",
        "timeout=\"true\""
      })
  void aSummaryThatTellsOfAFailureMakesTheResultDoubtful(String text) throws IOException {
    Path report = write("TEST-a.A.xml", "<testsuite/>");
    Path summary = write("failsafe-summary.xml", text);

    assertThat(TestVerdict.doubt(List.of(report, summary))).isPresent();
  }

  @Test
  void withoutAnyReportNobodyKnows() throws IOException {
    assertThat(TestVerdict.doubt(List.of(write("a.txt", "")))).isPresent();
  }
}
