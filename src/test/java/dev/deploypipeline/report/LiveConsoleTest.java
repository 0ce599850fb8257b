package dev.deploypipeline.report;

import static dev.deploypipeline.report.RunScript.CORE_COMPILE;
import static dev.deploypipeline.report.RunScript.CORE_TEST;
import static dev.deploypipeline.report.RunScript.WEB_LINT;
import static dev.deploypipeline.report.RunScript.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveConsoleTest {

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
  void aLiveConsoleDrawsItsBlockUnderTheGroups() throws IOException {
    console(true, true, false, 60).success();

    Snapshot.matches("console-live-raw.txt", printed());
    Snapshot.matches("console-live-stripped.txt", Screen.withoutEscapes(printed()));
  }

  @Test
  void aTerminalInTheMiddleOfALiveRunShowsTheFinishedGroupsAndTheBlock() throws IOException {
    RunScript script = console(true, false, false, 60).at(0).started(2).plannedShop();
    script
        .at(0.5)
        .start(CORE_COMPILE, 0)
        .start(WEB_LINT, 1)
        .output(WEB_LINT, "[INFO] no violations\n");
    script.at(1).finish(WEB_LINT).at(2.5).output(CORE_COMPILE, "[INFO] compiling\n");

    Snapshot.matches("console-live-screen.txt", Screen.show(printed()));
  }

  @Test
  void nothingOfTheBlockIsLeftAtTheEndOfALiveRun() {
    console(true, true, false, 60).success();
    String live = Screen.show(printed());
    bytes.reset();
    plain().success();
    String plain = Screen.show(printed());

    String withoutProgress =
        plain
            .lines()
            .filter(line -> !line.contains(" done, running: "))
            .reduce("", (a, b) -> a + b + "\n");
    assertThat(live).isEqualTo(withoutProgress);
  }

  @Test
  void theBlockIsRedrawnAtMostTenTimesASecond() {
    RunScript script =
        console(true, false, false, 60).at(0).started(1).plannedShop().start(CORE_TEST, 0);
    for (int i = 0; i < 100; i++) {
      script.at(0.01 * i).output(CORE_TEST, "line\n");
    }

    assertThat(occurrences("/6 done")).isEqualTo(10);
  }

  @Test
  void theStartOfATaskIsShownAtOnceSinceTheNextEventMayBeFarAway() {
    console(true, false, false, 60).at(0).started(1).plannedShop().start(CORE_TEST, 0);

    assertThat(Screen.show(printed())).startsWith("> surefire:test (default-test) @ core (0 s)\n");
  }

  @Test
  void aTickMovesTheTimesOfTheBlockAndNothingElse() {
    ConsoleReport console = new ConsoleReport(new ConsoleSettings(out, true, false, false, 60));
    console.tick(RunScript.START);
    assertThat(printed()).isEmpty();
    RunScript script = new RunScript(console).at(0).started(1).plannedShop().start(CORE_TEST, 0);

    console.tick(RunScript.START.plusSeconds(7));

    assertThat(Screen.show(printed()))
        .isEqualTo(
            """
            > surefire:test (default-test) @ core (7 s)
            0/6 done, 7 s, about 41 s left, unit-tests
            """);
    script.at(8).end(Outcome.CANCELLED, 8, 8, 0, 8);
    String atTheEnd = printed();
    console.tick(RunScript.START.plusSeconds(9));
    assertThat(printed()).isEqualTo(atTheEnd);
  }

  @Test
  void noLineOfTheBlockReachesTheLastColumn() {
    TaskId longName = new TaskId("org.acme:" + "very".repeat(20), "surefire:test (default-test)");
    console(true, false, false, 30)
        .started(1)
        .planned(task(longName, Stage.UNIT_TESTS, 1))
        .at(1)
        .start(longName, 0);

    assertThat(Screen.show(printed()).lines())
        .contains("> surefire:test (default-t...")
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(30));
  }

  @Test
  void manyWorkersAreCutToTheLongestRunning() {
    RunScript script = console(true, false, false, 60).started(20);
    for (int i = 0; i < 12; i++) {
      TaskId id = new TaskId("m" + i, "t");
      script.at(i).planned(task(id, Stage.COMPILE, 0)).start(id, i);
    }

    assertThat(Screen.show(printed()))
        .startsWith("> t @ m0 (11 s)\n")
        .contains("> t @ m7 (4 s)\n> ... and 4 more\n0/12 done, 11 s, compile\n");
  }
}
