package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailsafeSummaryTest {

  @TempDir private Path directory;

  private Path summary(String timeout, String message) throws IOException {
    return Files.writeString(
        directory.resolve("failsafe-summary.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <failsafe-summary xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" result="255" timeout="%s">
            <completed>7</completed>
            <errors>1</errors>
            <failures>2</failures>
            <skipped>3</skipped>
            <flakes>0</flakes>
            %s
        </failsafe-summary>"""
            .formatted(timeout, message));
  }

  private static final String NONE = "<failureMessage xsi:nil=\"true\"/>";

  @Test
  void itIsWrittenWithTheResultsOfTheRetry() throws Exception {
    Path file = summary("false", NONE);
    FailsafeSummary read = FailsafeSummary.read(file).orElseThrow();
    assertThat(read).isEqualTo(new FailsafeSummary(7, 1, 2, 3, 0));
    assertThat(read.failed()).isEqualTo(3);

    FailsafeSummary after = read.after(new ReplacedResults(2, 1, 4, -2));
    assertThat(after).isEqualTo(new FailsafeSummary(11, 0, 0, 1, 3));
    after.write(file);
    assertThat(FailsafeSummary.read(file)).hasValue(after);
    assertThat(file).content().contains("result=\"null\" timeout=\"false\"", NONE);
  }

  @Test
  void whatStillFailsStaysAFailure() throws Exception {
    Path file = summary("false", NONE);
    FailsafeSummary.read(file).orElseThrow().after(new ReplacedResults(2, 0, 0, 0)).write(file);
    assertThat(file).content().contains("result=\"255\"", "<errors>1</errors>", "<failures>0<");
  }

  @Test
  void aFixtureIsAnErrorHereWhateverItsReportCallsIt() throws Exception {
    FailsafeSummary read = FailsafeSummary.read(summary("false", NONE)).orElseThrow();
    assertThat(read.after(new ReplacedResults(3, 0, 0, 0)).failed()).isZero();
    assertThat(read.after(new ReplacedResults(0, 2, 0, 0)).failed()).isEqualTo(1);
  }

  @Test
  void aCrashOrATimeoutIsNoSumOfFailures() throws Exception {
    assertThat(FailsafeSummary.read(summary("true", NONE))).isEmpty();
    assertThat(
            FailsafeSummary.read(summary("false", "<failureMessage>It crashed</failureMessage>")))
        .isEmpty();
  }

  @Test
  void aFileWithoutTheNumbersIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("s.xml"), "<failsafe-summary/>");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> FailsafeSummary.read(file))
        .withMessageContaining("does not say how many completed there are");
  }
}
