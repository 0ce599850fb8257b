package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.TestClassResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptReportsTest {

  @TempDir private Path module;

  private final Map<Path, TestReport> first = new LinkedHashMap<>();
  private final Map<Path, TestReport> again = new LinkedHashMap<>();

  private Path firstFile(String name, String body) throws IOException {
    return write("surefire-reports", name, body, first);
  }

  private Path againFile(String name, String body) throws IOException {
    return write("retry", name, body, again);
  }

  private Path write(String directory, String name, String body, Map<Path, TestReport> into)
      throws IOException {
    String suite = Reports.suite(name, 1, body);
    Path file =
        Reports.write(
            module.resolve(directory),
            name,
            suite.replace(
                "version=\"3.0.2\"", "tests=\"2\" failures=\"0\" flakes=\"0\" version=\"3.0.2\""),
            0);
    into.put(file, TestReportReader.read(file, ""));
    return file;
  }

  private ReplacedResults replace(String name) throws IOException {
    ReplacedReports replaced = replaced(name);
    replaced.write();
    return replaced.results();
  }

  private ReplacedReports replaced(String name) throws IOException {
    return reports()
        .replaced(
            name, later(), module.resolve("surefire-reports"), module.resolve("retries/first"));
  }

  private AttemptReports reports() {
    return new AttemptReports(first);
  }

  private AttemptReports later() {
    return new AttemptReports(again);
  }

  @Test
  void whatFailedIsCountedByNameAndKnownByItsOutermostClass() throws Exception {
    firstFile(
        "p.A",
        Reports.failed("p.A$B", "a", "no")
            + Reports.failed("p.A$B", "a", "no")
            + Reports.failed("p.A", "b", "no"));
    firstFile("p.C", Reports.passed("p.C", "c"));
    assertThat(reports().failedClasses()).containsExactly("p.A");
    assertThat(reports().failed()).isEqualTo(2);
  }

  @Test
  void theReportOfSeveralClassesIsNoneOfOne() throws Exception {
    firstFile("TestSuite", Reports.failed("p.A", "a", "no") + Reports.passed("p.B", "b"));
    assertThat(reports().areShared("p.A")).isTrue();

    again.clear();
    againFile("Retried", Reports.passed("p.A", "a") + Reports.passed("p.B", "b"));
    assertThat(reports().stillFails("p.A", later()))
        .hasValue("its reports are those of other classes as well");
  }

  @Test
  void aReportThatWouldOverwriteThatOfAnotherClassProvesNothing() throws Exception {
    firstFile("p.A", Reports.failed("p.A", "a", "no"));
    firstFile("p.B", Reports.passed("p.B", "b"));
    againFile("p.B", Reports.passed("p.A", "a"));
    assertThat(reports().stillFails("p.A", later()))
        .hasValue("its reports are those of other classes as well");
  }

  @Test
  void theReportSaysWhatFailedFirstAndTheFirstOneIsKept() throws Exception {
    Path file =
        firstFile(
            "p.A",
            Reports.failed("p.A", "a", "first &lt; time")
                    .replace(
                        "</testcase>", "<system-out><![CDATA[printed]]></system-out></testcase>")
                + "<testcase name=\"b\" classname=\"p.A\"><skipped/></testcase>");
    Path text = Files.writeString(file.resolveSibling("p.A.txt"), "Failures: 1");
    againFile("p.A", Reports.passed("p.A", "a") + Reports.passed("p.A", "b"));
    Files.writeString(module.resolve("retry/p.A.txt"), "Failures: 0");
    assertThat(reports().stillFails("p.A", later())).isEmpty();

    assertThat(replace("p.A")).isEqualTo(new ReplacedResults(1, 0, 0, -1));

    String written = Files.readString(file);
    assertThat(written)
        .contains("flakes=\"1\"", "tests=\"2\"", "failures=\"0\"")
        .contains(
            "<flakyFailure message=\"first &lt; time\" type=\"org.opentest4j.AssertionFailedError\">"
                + "<stackTrace><![CDATA[org.opentest4j.AssertionFailedError: first")
        .contains("<system-out><![CDATA[printed]]></system-out></flakyFailure></testcase>")
        .doesNotContain("<failure", "<skipped");
    assertThat(TestReportReader.read(file, "").cases())
        .extracting(TestCase::name, TestCase::result)
        .containsExactly(tuple("a", TestCase.Result.FLAKY), tuple("b", TestCase.Result.PASSED));
    assertThat(text).hasContent("Failures: 0");
    assertThat(module.resolve("surefire-reports").toFile().list())
        .containsExactlyInAnyOrder("TEST-p.A.xml", "p.A.txt");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(text));
    assertThat(module.resolve("retries/first/TEST-p.A.xml")).content().contains("<failure");
    assertThat(module.resolve("retries/first/p.A.txt")).hasContent("Failures: 1");
  }

  @Test
  void aFixtureThatFailedFirstHasACaseOfItsOwn() throws Exception {
    Path file =
        firstFile(
            "p.A",
            "<testcase name=\"\" classname=\"p.A\" time=\"0\"><error type=\"E\">E: no</error></testcase>");
    againFile("p.A", Reports.passed("p.A", "a") + Reports.passed("p.A", "b"));

    assertThat(replace("p.A")).isEqualTo(new ReplacedResults(0, 1, 2, 0));

    assertThat(Files.readString(file))
        .contains("<flakyError type=\"E\"><stackTrace><![CDATA[E: no]]></stackTrace></flakyError>")
        .contains("tests=\"3\"", "flakes=\"1\"");
  }

  @Test
  void reportsThatTheRetryHasNotAreGone() throws Exception {
    Path nested = firstFile("p.A$B", Reports.failed("p.A$B", "a", "no"));
    againFile("p.A", Reports.passed("p.A$B", "a"));
    replace("p.A");
    assertThat(nested).doesNotExist();
    assertThat(module.resolve("surefire-reports/TEST-p.A.xml")).content().contains("flakyFailure");
    assertThat(module.resolve("retries/first/TEST-p.A$B.xml")).exists();
  }

  @Test
  void nothingIsReplacedWhereAReportIsBroken() throws Exception {
    Path file = firstFile("p.A", Reports.failed("p.A", "a", "no"));
    Path other = againFile("p.A", Reports.passed("p.A", "a"));
    Files.writeString(other, "<testsuite><testcase>");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> replace("p.A"))
        .withMessageContaining("is no report");
    assertThat(file).content().contains("<failure");
  }

  @Test
  void whatWasWrittenCanBeTakenBack() throws Exception {
    Path file = firstFile("p.A$B", Reports.failed("p.A$B", "a", "no"));
    Path text = Files.writeString(file.resolveSibling("p.A$B.txt"), "Failures: 1");
    String report = Files.readString(file);
    againFile("p.A", Reports.passed("p.A$B", "a"));
    Files.writeString(module.resolve("retry/p.A.txt"), "Failures: 0");
    ReplacedReports replaced = replaced("p.A");
    replaced.write();
    assertThat(file).doesNotExist();

    replaced.takeBack();

    assertThat(file).hasContent(report);
    assertThat(text).hasContent("Failures: 1");
    assertThat(module.resolve("surefire-reports").toFile().list())
        .containsExactlyInAnyOrder("TEST-p.A$B.xml", "p.A$B.txt");
  }

  @Test
  void whatCouldNotBeWrittenToTheEndCanBeTakenBackToo() throws Exception {
    Path file = firstFile("p.A", Reports.failed("p.A", "a", "no"));
    String report = Files.readString(file);
    againFile("p.A", Reports.passed("p.A", "a"));
    againFile("p.A$B", Reports.passed("p.A$B", "b"));
    ReplacedReports replaced = replaced("p.A");
    Files.createDirectories(module.resolve("surefire-reports/TEST-p.A$B.xml.retry/in the way"));
    assertThatExceptionOfType(IOException.class).isThrownBy(replaced::write);

    Files.delete(module.resolve("surefire-reports/TEST-p.A$B.xml.retry/in the way"));
    replaced.takeBack();

    assertThat(file).hasContent(report);
    assertThat(module.resolve("surefire-reports").toFile().list()).containsExactly("TEST-p.A.xml");
  }

  @Test
  void theResultOfAClassSaysOnWhichRetryItPassed() throws Exception {
    firstFile("p.A", Reports.failed("p.A", "a", "no"));
    againFile("p.A", Reports.passed("p.A", "a") + Reports.passed("p.A", "b"));
    TestClassResult here =
        new TestClassResult("p.A", 1, 1, 0, Duration.ofSeconds(3), true, false, List.of());
    assertThat(reports().recovered(here, later(), "on retry 1 of 2"))
        .isEqualTo(
            new TestClassResult(
                "p.A",
                2,
                0,
                0,
                Duration.ofSeconds(3),
                true,
                false,
                List.of(new FlakyTest("p.A.a", "no", "on retry 1 of 2"))));
  }
}
