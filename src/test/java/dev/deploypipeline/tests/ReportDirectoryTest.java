package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {

  private static final String REPORT = Reports.suite("p.A", 1, Reports.passed("p.A", "a"));

  @TempDir private Path directory;
  private Instant now = Reports.START;

  private ReportDirectory open() throws IOException {
    return new ReportDirectory(directory.resolve("reports"), "", () -> now);
  }

  private Path write(String name, String content, double seconds) throws IOException {
    return Reports.write(directory.resolve("reports"), name, content, seconds);
  }

  private static List<String> names(ReportDirectory reports) throws IOException {
    return reports.news(false).stream().map(one -> one.file().getFileName().toString()).toList();
  }

  @Test
  void aReportOfAnEarlierBuildIsIgnoredHoweverYoungItIs() throws IOException {
    write("p.A", REPORT, 1_000_000);
    ReportDirectory reports = open();
    write("p.B", REPORT, -1_000_000);

    assertThat(names(reports)).containsExactly("TEST-p.B.xml");
  }

  @Test
  void aReportIsReadOncePerVersion() throws IOException {
    ReportDirectory reports = open();
    assertThat(names(reports)).isEmpty();
    write("p.A", REPORT, 1);

    assertThat(names(reports)).hasSize(1);
    assertThat(names(reports)).isEmpty();

    write("p.A", REPORT, 2);
    assertThat(names(reports)).hasSize(1);
  }

  @Test
  void aReportOfAnEarlierBuildThatIsReplacedCounts() throws IOException {
    write("p.A", REPORT, 1);
    ReportDirectory reports = open();
    write("p.A", REPORT, 2);

    assertThat(names(reports)).hasSize(1);
  }

  @Test
  void aHalfWrittenReportIsTriedAgain() throws IOException {
    ReportDirectory reports = open();
    Path file = write("p.A", REPORT.substring(0, 200), 1);
    assertThat(names(reports)).isEmpty();
    assertThat(reports.unreadable()).containsOnlyKeys(file);

    write("p.A", REPORT, 1);

    assertThat(names(reports)).hasSize(1);
    assertThat(reports.unreadable()).isEmpty();
  }

  @Test
  void anUnreadableReportThatIsGoneIsNoFault() throws IOException {
    ReportDirectory reports = open();
    Files.delete(write("p.B", REPORT, 1));
    Path file = write("p.A", "", 1);
    assertThat(names(reports)).isEmpty();

    Files.delete(file);

    assertThat(reports.unreadable()).isEmpty();
  }

  @Test
  void aDirectoryMayComeAndGo() throws IOException {
    ReportDirectory reports = open();
    Path file = write("p.A", REPORT, 1);
    assertThat(names(reports)).hasSize(1);
    Files.delete(file);
    Files.delete(directory.resolve("reports"));
    assertThat(names(reports)).isEmpty();

    write("p.A", REPORT, 2);
    assertThat(names(reports)).hasSize(1);
  }

  @Test
  void otherFilesAreNoReports() throws IOException {
    ReportDirectory reports = open();
    write("p.A", REPORT, 1);
    Files.writeString(directory.resolve("reports/p.A.txt"), "");
    Files.writeString(directory.resolve("reports/testng-results.xml"), "<x/>");

    assertThat(names(reports)).containsExactly("TEST-p.A.xml");
    assertThat(reports.unreadable()).isEmpty();
  }

  @Test
  void whereNoFileCameOrWentOnlyAThoroughLookReadsWhatChangedInPlace() throws IOException {
    ReportDirectory reports = open();
    write("p.A", REPORT, 1);
    // Long ago, so that the clock's ticks hide nothing.
    Files.setLastModifiedTime(directory.resolve("reports"), FileTime.from(now.minusSeconds(60)));
    assertThat(names(reports)).hasSize(1);
    write("p.A", REPORT, 2);

    assertThat(names(reports)).isEmpty();
    assertThat(reports.news(true)).hasSize(1);
  }
}
