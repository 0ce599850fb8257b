package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.history.Machine;
import dev.deploypipeline.history.RunHistory;
import dev.deploypipeline.history.RunRecord;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private Path directory;

  private final List<String> warnings = new ArrayList<>();

  private Path runJson() {
    return directory.resolve("reports/run.json");
  }

  private Path trace() {
    return directory.resolve("reports/trace.json");
  }

  private RunHistory history() {
    return RunHistory.open(directory.resolve("history"));
  }

  private Reports files() {
    return Reports.open(
        new ReportSettings(
            Optional.empty(),
            Optional.of(runJson()),
            Optional.of(trace()),
            Optional.of(directory.resolve("history")),
            warnings::add));
  }

  private static RunScript script(Reports reports) {
    return new RunScript(event -> reports.listeners().forEach(listener -> listener.on(event)));
  }

  @Test
  void theRunReportOfASuccess() throws IOException {
    script(files()).success();

    Snapshot.matches("run-success.json", Files.readString(runJson()));
  }

  @Test
  void theRunReportOfAFailure() throws IOException {
    script(files()).failure();

    Snapshot.matches("run-failed.json", Files.readString(runJson()));
  }

  @Test
  void theRunReportOfACancelledRunKeepsTasksThatNeverEndedOpen() throws IOException {
    script(files()).cancellation();

    Snapshot.matches("run-cancelled.json", Files.readString(runJson()));
  }

  @Test
  void theTraceOfASuccess() throws IOException {
    script(files()).success();

    Snapshot.matches("trace-success.json", Files.readString(trace()));
  }

  @Test
  void theTraceOfACancelledRunEndsItsOpenTasksWithTheRun() throws IOException {
    script(files()).cancellation();

    Snapshot.matches("trace-cancelled.json", Files.readString(trace()));
  }

  @Test
  void whateverATaskSaysTheFilesStayJson() throws IOException {
    String nasty = "\"quoted\" \\ \n\t\u0000 \u2028 \ud83d\ude00 </script>";
    RunScript script =
        script(files()).started(2).plannedShop().notice(Finding.Severity.INFO, nasty);
    script.start(RunScript.CORE_JAR, 0).testFailed(RunScript.CORE_JAR, nasty, nasty);
    script.finish(RunScript.CORE_JAR, Outcome.FAILED, nasty).end(Outcome.FAILED, 0, 0, 0, 0);

    JsonNode run = MAPPER.readTree(Files.readString(runJson()));
    assertThat(run.at("/findings/0/message").stringValue()).isEqualTo(nasty);
    assertThat(run.at("/failingTests/0/test").stringValue()).isEqualTo(nasty);
    JsonNode trace = MAPPER.readTree(Files.readString(trace()));
    assertThat(trace.at("/2/args/failure").stringValue()).isEqualTo(nasty);
  }

  @Test
  void nothingIsLeftBesideTheReportsAndAnOldOneIsReplaced() throws IOException {
    Files.createDirectories(runJson().getParent());
    Files.writeString(runJson(), "of an earlier run");
    script(files()).success();

    assertThat(runJson().getParent().toFile().list())
        .containsExactlyInAnyOrder("run.json", "trace.json");
    assertThat(MAPPER.readTree(Files.readString(runJson())).propertyNames())
        .first()
        .isEqualTo("schema");
  }

  @Test
  void theRunReportCanBeWrittenWhileTheRunIsNotOver() throws IOException {
    Reports reports = files();
    script(reports).started(2).plannedShop().at(1).start(RunScript.CORE_COMPILE, 0);

    reports.writeNow();

    Snapshot.matches("run-unfinished.json", Files.readString(runJson()));
  }

  @Test
  void theRunReportCanBeWrittenBeforeTheFirstEvent() throws IOException {
    files().writeNow();

    assertThat(MAPPER.readTree(Files.readString(runJson())).get("finished").booleanValue())
        .isFalse();
  }

  @Test
  void whatWasWrittenAtTheEndIsNotWrittenAgain() throws IOException {
    Reports reports = files();
    script(reports).success();
    Files.delete(runJson());

    reports.writeNow();

    assertThat(runJson()).doesNotExist();
  }

  @Test
  void aRunIsRecordedInTheHistory() {
    script(files()).failure();

    RunRecord run = history().runs().get(0);
    assertThat(run.started()).isEqualTo(RunScript.START);
    assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(run.wall()).isEqualTo(Duration.ofMillis(6_500));
    assertThat(run.machine())
        .isEqualTo(new Machine(Runtime.getRuntime().availableProcessors(), "17.0.15", "3.9.16", 2));
    assertThat(run.tasks())
        .extracting(
            task -> task.id() + " " + task.outcome() + " " + task.start() + " " + task.duration())
        .containsExactly(
            "compiler:compile (default-compile) @ core SUCCEEDED PT0.5S PT3S",
            "surefire:test (default-test) @ core FAILED PT3.5S PT3.5S",
            "checkstyle:check (lint) @ web SUCCEEDED PT3.5S PT1.5S");
  }

  @Test
  void aCancelledRunIsNotRecorded() {
    script(files()).cancellation();

    assertThat(directory.resolve("history")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsAWarningEach() throws IOException {
    Files.writeString(directory.resolve("reports"), "a file where a directory should be");
    Files.writeString(directory.resolve("history"), "here too");

    script(files()).success();

    assertThat(warnings)
        .hasSize(4)
        .allSatisfy(warning -> assertThat(warning).contains("Perhaps you should"));
    assertThat(warnings.get(0)).startsWith("The run history ").contains("cannot be read");
    assertThat(warnings.get(1)).startsWith("The run report " + runJson());
    assertThat(warnings.get(2)).startsWith("The trace " + trace());
    assertThat(warnings.get(3)).startsWith("This run was not recorded in the history ");
  }

  @Test
  void onlyWhatIsWantedListens() {
    ReportSettings nothing =
        new ReportSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), warnings::add);

    assertThat(Reports.listeners(nothing)).isEmpty();
    Reports.open(nothing).writeNow();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theConsoleListensFirst() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ReportSettings settings =
        new ReportSettings(
            Optional.of(new ConsoleSettings(out, false, false, false, 80)),
            Optional.of(runJson()),
            Optional.empty(),
            Optional.empty(),
            warnings::add);

    Reports.listeners(settings)
        .get(0)
        .on(new RunEvent.Noticed(RunScript.START, new Finding(Finding.Severity.INFO, "Hello.")));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("[INFO] deploy-pipeline: Hello.\n");
  }
}
