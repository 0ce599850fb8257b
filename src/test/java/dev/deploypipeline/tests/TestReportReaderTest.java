package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.deploypipeline.tests.TestCase.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestReportReaderTest {

  @TempDir private Path directory;

  private TestReport read(String content) throws IOException {
    return read(content, "");
  }

  private TestReport read(String content, String suffix) throws IOException {
    Path file = directory.resolve("TEST-p.CartTest.xml");
    Files.writeString(file, content);
    return TestReportReader.read(file, suffix);
  }

  @Test
  void eachTestHasItsClassItsResultAndWhatItSaid() throws IOException {
    TestReport report =
        read(
            Reports.suite(
                "p.CartTest",
                1.25,
                "booter.jar",
                Reports.passed("p.CartTest", "adds")
                    + Reports.failed("p.CartTest$WhenEmpty", "sums", "no &lt;sum&gt;")
                    + """
                    <testcase name="off" classname="p.CartTest" time="0.0"><skipped message="later"/></testcase>
                    <testcase name="breaks(int)[2]" classname="p.CartTest" time="0.1">
                      <error type="java.lang.IllegalStateException">trace</error>
                      <system-out>1</system-out>
                    </testcase>
                    """));

    assertThat(report.suite()).isEqualTo("p.CartTest");
    assertThat(report.seconds()).isEqualTo(1.25);
    assertThat(report.command()).isEqualTo("booter.jar");
    assertThat(report.cases())
        .extracting(TestCase::className, TestCase::name, TestCase::result, TestCase::message)
        .containsExactly(
            tuple("p.CartTest", "adds", Result.PASSED, ""),
            tuple("p.CartTest$WhenEmpty", "sums", Result.FAILED, "no <sum>"),
            tuple("p.CartTest", "off", Result.SKIPPED, "later"),
            tuple("p.CartTest", "breaks(int)[2]", Result.FAILED, ""));
    assertThat(report.cases().get(1).trace()).contains("at p.CartTest$WhenEmpty.sums(");
    assertThat(report.cases().get(1).outermostClass()).isEqualTo("p.CartTest");
    assertThat(report.cases().get(3).type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(report.cases().get(3).trace()).isEqualTo("trace");
  }

  @Test
  void aTestThatFailedAndThenPassedIsFlakyAndOneThatFailedAgainHasFailed() throws IOException {
    TestReport report =
        read(
            Reports.suite(
                "p.CartTest",
                1,
                """
                <testcase name="flaky" classname="p.CartTest" time="0.1">
                  <flakyError message="first" type="E"><stackTrace>t</stackTrace><system-out>o</system-out></flakyError>
                  <flakyFailure message="second" type="F"><stackTrace>t</stackTrace></flakyFailure>
                </testcase>
                <testcase name="broken" classname="p.CartTest" time="0.1">
                  <failure message="first" type="F">one</failure>
                  <rerunFailure message="second" type="F"><stackTrace>two</stackTrace></rerunFailure>
                </testcase>
                """));

    assertThat(report.cases())
        .extracting(TestCase::result, TestCase::message)
        .containsExactly(tuple(Result.FLAKY, "first"), tuple(Result.FAILED, "first"));
    assertThat(report.cases().get(1).trace()).isEqualTo("one");
  }

  @Test
  void theSuffixOfReportsIsNoPartOfAName() throws IOException {
    TestReport report =
        read(
            Reports.suite("p.CartTest(jdk21)", 1, Reports.passed("p.CartTest(jdk21)", "adds")),
            "jdk21");

    assertThat(report.suite()).isEqualTo("p.CartTest");
    assertThat(report.cases().get(0).className()).isEqualTo("p.CartTest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "p.CartTest"})
  void aFixtureWithoutNameOrClassBelongsToTheSuite(String name) throws IOException {
    TestReport report =
        read(
            Reports.suite(
                "p.CartTest",
                1,
                "<testcase name=\""
                    + name
                    + "\" time=\"0\"><error type=\"E\" message=\"m\">t</error></testcase>"));

    assertThat(report.cases().get(0).fullName()).isEqualTo("p.CartTest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1,2,3.4.5", "-3"})
  void anOddTimeLosesNoResult(String time) throws IOException {
    String report = Reports.suite("p.CartTest", 1, Reports.passed("p.CartTest", "adds"));

    assertThat(read(report.replace("time=\"1.0\"", "time=\"" + time + "\"")).seconds()).isZero();
  }

  @Test
  void thousandsMayBeGrouped() throws IOException {
    String report = Reports.suite("p.CartTest", 1, "");

    assertThat(read(report.replace("time=\"1.0\"", "time=\"1,234.5\"")).seconds())
        .isEqualTo(1234.5);
  }

  @Test
  void everyHalfOfAReportIsRefused() throws IOException {
    String whole =
        Reports.suite("p.CartTest", 1, Reports.failed("p.CartTest", "adds", "no")).strip();

    for (int end = 0; end < whole.length(); end++) {
      String half = whole.substring(0, end);
      assertThatThrownBy(() -> read(half)).as(half).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aDocumentTypeIsRefusedAndNothingOutsideOfTheFileIsRead() throws IOException {
    Path secret = directory.resolve("secret");
    Files.writeString(secret, "hidden");
    String report =
        Reports.suite("&x;", 1, "")
            .replace(
                "<testsuite",
                "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><testsuite");

    assertThatThrownBy(() -> read(report)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(report.replace("&x;", "x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("document type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><testsuite name=\"p\"/></html>", "<failsafe-summary/>", "no xml"})
  void whatIsNoReportIsRefused(String content) {
    assertThatThrownBy(() -> read(content)).isInstanceOf(IOException.class);
  }
}
