package dev.deploypipeline.report;

import static dev.deploypipeline.report.RunScript.CORE_JAR;
import static dev.deploypipeline.report.RunScript.CORE_TEST;
import static dev.deploypipeline.report.RunScript.WEB_LINT;
import static dev.deploypipeline.report.RunScript.WEB_TEST;
import static dev.deploypipeline.report.RunScript.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleReportTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private RunScript plain() {
    return console(false, false, false, 80);
  }

  private RunScript console(boolean live, boolean colour, boolean quiet, int width) {
    return new RunScript(new ConsoleReport(new ConsoleSettings(out, live, colour, quiet, width)));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private long occurrences(String part) {
    return printed().lines().filter(line -> line.contains(part)).count();
  }

  @Test
  void aPlainConsoleShowsGroupsProgressAndTheTable() throws IOException {
    plain().success();

    Snapshot.matches("console-plain.txt", printed());
  }

  @Test
  void aFailedRunNamesTheFirstFailingTestAtOnceAndTheFailedTasksAtTheEnd() throws IOException {
    plain().failure();

    Snapshot.matches("console-failed.txt", printed());
  }

  @Test
  void aCancelledRunSaysSoAndStillPrintsWhatItsTasksSaid() throws IOException {
    plain().cancellation();

    Snapshot.matches("console-cancelled.txt", printed());
  }

  @Test
  void aQuietConsoleShowsOnlyWhatTasksPrintAndTheFirstFailingTest() throws IOException {
    console(true, true, true, 80).failure();

    Snapshot.matches("console-quiet.txt", printed());
  }

  @Test
  void ourOwnLinesAreColouredLikeThoseOfMaven() {
    console(false, true, false, 80)
        .started(2)
        .notice(Finding.Severity.WARNING, "Beware.")
        .testFailed(CORE_TEST, "org.acme.T.t", "no");

    assertThat(printed())
        .isEqualTo(
            "[\u001b[1;33mWARNING\u001b[m] deploy-pipeline: Beware.\n"
                + "[\u001b[1;31mERROR\u001b[m] First failing test: org.acme.T.t in surefire:test (default-test) @ core:"
                + " no\n");
  }

  @Test
  void aTickTellsTheProgressOfASilentTask() {
    ConsoleReport console = new ConsoleReport(new ConsoleSettings(out, false, false, false, 60));
    new RunScript(console).at(0).started(1).plannedShop().start(CORE_TEST, 0);

    console.tick(RunScript.START.plusSeconds(31));

    assertThat(printed())
        .isEqualTo(
            "[INFO] deploy-pipeline: 0/6 done, running: surefire:test (default-test) @ core (31 s)\n");
  }

  @Test
  void outputOfTasksIsNeverInterleaved() {
    RunScript script = plain().started(2).plannedShop().start(CORE_TEST, 0).start(WEB_TEST, 1);
    script.output(CORE_TEST, "core 1\n").output(WEB_TEST, "web 1\n").output(CORE_TEST, "core 2\n");
    script.finish(WEB_TEST).finish(CORE_TEST);

    assertThat(printed()).isEqualTo("web 1\ncore 1\ncore 2\n");
  }

  @Test
  void tasksWithoutOutputPrintNothing() {
    plain()
        .started(2)
        .plannedShop()
        .start(CORE_JAR, 0)
        .finish(CORE_JAR)
        .finish(WEB_LINT, Outcome.SKIPPED, null);

    assertThat(printed()).isEmpty();
  }

  @Test
  void progressIsToldEveryThirtySecondsOfEventTimeWhileSomethingRunsForLong() {
    RunScript script = plain().at(0).started(2).plannedShop().start(CORE_TEST, 0);
    for (int second = 1; second <= 100; second++) {
      script.at(second).output(CORE_TEST, "line\n");
    }

    assertThat(printed().lines())
        .containsExactly(
            "[INFO] deploy-pipeline: 0/6 done, running: surefire:test (default-test) @ core (30 s)",
            "[INFO] deploy-pipeline: 0/6 done, running: surefire:test (default-test) @ core (1:00 min)",
            "[INFO] deploy-pipeline: 0/6 done, running: surefire:test (default-test) @ core (1:30 min)");
  }

  @Test
  void shortTasksOfALongRunTellNoProgress() {
    RunScript script = plain().at(0).started(1).plannedShop();
    for (int second = 1; second <= 100; second++) {
      script.at(second).start(CORE_JAR, 0).at(second + 0.5).finish(CORE_JAR);
    }

    assertThat(printed()).isEmpty();
  }

  @Test
  void outputAfterTheEndOfItsTaskIsPrintedAtTheEndOfTheRun() {
    plain()
        .started(1)
        .plannedShop()
        .start(CORE_JAR, 0)
        .finish(CORE_JAR)
        .output(CORE_JAR, "late\n")
        .success();

    assertThat(occurrences("late")).isEqualTo(1);
  }

  @Test
  void theFirstFailingTestIsToldAtOnceAndEachOfThemAtTheEnd() {
    plain().failure();

    assertThat(occurrences("First failing test: ")).isEqualTo(1);
    assertThat(printed())
        .containsSubsequence(
            "First failing test: org.acme.CoreTest.adds",
            "The slowest tasks:",
            "[ERROR] Failing test: org.acme.CoreTest.adds",
            "[ERROR] Failing test: org.acme.CoreTest.subtracts");
  }

  @Test
  void hugeOutputLeavesNoFileBehind(@TempDir Path directory) {
    ConsoleSettings settings = new ConsoleSettings(out, false, false, false, 80);
    RunScript script =
        new RunScript(new ConsoleReport(settings, 100, directory)).started(1).plannedShop();
    script.start(CORE_TEST, 0);
    for (int i = 0; i < 50; i++) {
      script.output(CORE_TEST, "line " + i + "\n");
    }
    script.finish(CORE_TEST);

    assertThat(printed()).startsWith("line 0\nline 1\n").endsWith("line 49\n");
    assertThat(directory.toFile().list()).isEmpty();
  }

  @Test
  void outputThatFitsNoFileIsPrintedWithAWarning(@TempDir Path directory) {
    ConsoleSettings settings = new ConsoleSettings(out, false, false, false, 80);
    Path missing = directory.resolve("missing");
    RunScript script =
        new RunScript(new ConsoleReport(settings, 3, missing)).started(1).plannedShop();
    script
        .start(CORE_TEST, 0)
        .output(CORE_TEST, "first\n")
        .output(CORE_TEST, "second\n")
        .finish(CORE_TEST);

    assertThat(printed())
        .startsWith(
            "first\nsecond\n[WARNING] deploy-pipeline: The output of surefire:test (default-test) @ core")
        .endsWith("Perhaps you should make room in " + missing + ".\n");
  }

  @Test
  void aLongCriticalPathIsCutToItsEightLongestTasks() throws IOException {
    RunScript script = plain().at(0).started(1);
    TaskId[] path = new TaskId[12];
    double now = 0;
    for (int i = 0; i < path.length; i++) {
      path[i] = new TaskId("org.acme:m" + i, "compiler:compile (default-compile)");
      double duration = i % 3 == 0 ? 0.02 : 1 + i;
      script.at(now).planned(task(path[i], Stage.COMPILE, 0)).start(path[i], 0);
      now += duration;
      script.at(now).finish(path[i]);
    }
    script.end(Outcome.SUCCEEDED, now, now, 0, now, path);

    Snapshot.matches("stage-table.txt", printed());
  }

  @Test
  void aRunWithoutTasksSaysSo() {
    plain().started(1).end(Outcome.SUCCEEDED, 0, 0, 0, 0);

    assertThat(printed()).isEqualTo("[INFO]\n[INFO] No task ran.\n");
  }

  @Test
  void aRunThatIsOverAfterNoTimeHasNoShares() {
    plain()
        .started(1)
        .plannedShop()
        .start(CORE_JAR, 0)
        .finish(CORE_JAR)
        .end(Outcome.SUCCEEDED, 0, 0, 0, 0, CORE_JAR);

    assertThat(printed()).contains("packaging               0.00 s      0.00 s       -          1");
  }

  @Test
  void aTaskThatNobodyPlannedIsShownAllTheSame() {
    plain().started(1).start(CORE_JAR, 0).output(CORE_JAR, "hello\n").finish(CORE_JAR).success();

    assertThat(printed()).startsWith("hello\n");
  }

  @Test
  void aConsoleTooNarrowForAnythingIsRefused() {
    assertThatThrownBy(() -> new ConsoleSettings(out, true, false, false, 19))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("19 columns");
  }
}
