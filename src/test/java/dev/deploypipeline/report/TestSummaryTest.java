package dev.deploypipeline.report;

import static dev.deploypipeline.report.RunScript.CORE_TEST;
import static dev.deploypipeline.report.RunScript.WEB_TEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.history.ClassRecord;
import dev.deploypipeline.history.RunHistory;
import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.LeftOutTest;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TestClassResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of the tests of a run. */
class TestSummaryTest {

  @TempDir private Path directory;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private RunScript script() {
    ConsoleSettings console =
        new ConsoleSettings(
            new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, false, 80);
    ReportSettings settings =
        new ReportSettings(
            Optional.of(console),
            Optional.of(directory.resolve("run.json")),
            Optional.empty(),
            Optional.of(directory.resolve("history")),
            warning -> {
              throw new AssertionError(warning);
            });
    Reports reports = Reports.open(settings);
    return new RunScript(event -> reports.listeners().forEach(one -> one.on(event)));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static TestClassResult passed(String name, double seconds, boolean slow) {
    return new TestClassResult(name, 3, 0, 0, RunScript.seconds(seconds), slow, true, List.of());
  }

  private static TestClassResult flaky(String name) {
    return new TestClassResult(
        name,
        2,
        0,
        1,
        Duration.ofSeconds(1),
        false,
        false,
        List.of(new FlakyTest(name + ".sometimes", "expected: 3\n but was: 4")));
  }

  @Test
  void testsThatAllPassInTimeAreNoWordWorth() {
    script()
        .at(0)
        .started(1)
        .tested(CORE_TEST, passed("p.A", 1, false))
        .end(Outcome.SUCCEEDED, 0, 0, 0, 0);

    assertThat(printed())
        .doesNotContainIgnoringCase("test class")
        .doesNotContain("Skipped", "Flaky");
  }

  @Test
  void failedFlakySlowAndSkippedTestsEndTheLog() throws IOException {
    script()
        .at(0)
        .started(1)
        .plannedShop()
        .start(CORE_TEST, 0)
        .at(1)
        .testFailed(
            CORE_TEST,
            "p.C.adds",
            "expected: 3\n but was: 4",
            "p.C.adds(C.java:7)",
            "mvn deploy-pipeline:run -Dtest=p.C#adds")
        .at(2)
        .tested(CORE_TEST, passed("p.A", 11, true), flaky("p.B"))
        .tested(WEB_TEST, passed("p.W", 65, true))
        .finish(CORE_TEST, Outcome.FAILED, "There are test failures.")
        .end(Outcome.FAILED, 2, 2, 0, 2);

    Snapshot.matches("console-tests.txt", printed());
    Snapshot.matches("run-tests.json", Files.readString(directory.resolve("run.json")));
  }

  @Test
  void ofManyOfAKindTenAreNamedAndTheRestCounted() {
    TestClassResult[] slow =
        IntStream.range(0, 12)
            .mapToObj(i -> passed("p.Slow" + i, 11 + i, true))
            .toArray(TestClassResult[]::new);
    TestClassResult[] flaky =
        IntStream.range(0, 11).mapToObj(i -> flaky("p.Flaky" + i)).toArray(TestClassResult[]::new);
    script()
        .at(0)
        .started(1)
        .tested(CORE_TEST, slow)
        .tested(WEB_TEST, flaky)
        .end(Outcome.SUCCEEDED, 0, 0, 0, 0);

    assertThat(printed().lines().filter(line -> line.contains("Slow test class: "))).hasSize(10);
    assertThat(printed())
        .contains("Slow test class: 22.0 s  p.Slow11")
        .doesNotContain("p.Slow1 ", "p.Slow0 ")
        .contains("and 2 more slow test classes.")
        .contains("and 1 more flaky test.");
  }

  @Test
  void theHistoryGetsTheClassesThatPassedAsAWhole() {
    script()
        .at(0)
        .started(1)
        .plannedShop()
        .start(CORE_TEST, 0)
        .tested(CORE_TEST, passed("p.A", 11, true), flaky("p.B"))
        .at(12)
        .finish(CORE_TEST)
        .end(Outcome.SUCCEEDED, 12, 12, 0, 12);

    assertThat(RunHistory.open(directory.resolve("history")).runs())
        .singleElement()
        .satisfies(
            run ->
                assertThat(run.classes())
                    .containsExactly(new ClassRecord(CORE_TEST, "p.A", Duration.ofSeconds(11))));
  }

  @Test
  void slowTestsThatWereLeftOutAreCountedAndNamed() throws Exception {
    script()
        .at(0)
        .started(1)
        .plannedShop()
        .start(CORE_TEST, 0)
        .narrowed(
            CORE_TEST,
            false,
            new LeftOutTest("p.Long", Optional.of(Duration.ofSeconds(20))),
            new LeftOutTest("p.A.slow", Optional.empty()))
        .tested(CORE_TEST, passed("p.A", 1, false))
        .at(12)
        .finish(CORE_TEST)
        .end(Outcome.SUCCEEDED, 12, 12, 0, 12);

    assertThat(printed().replace(CORE_TEST.toString(), "T"))
        .contains(
            "[WARNING] Slow tests left out (deploy-pipeline.skipSlow): 2. This run does not show that they pass.\n",
            "[WARNING]   20.0 s  p.Long in T\n",
            "[WARNING]   tagged slow  p.A.slow in T\n");
    assertThat(Files.readString(directory.resolve("run.json")).replaceAll("\\s+", ""))
        .contains(
            "\"partial\":true,\"leftOutSlow\":[{\"test\":\"p.Long\",\"recordedMs\":20000},{\"test\":\"p.A.slow\"}]");
  }

  @Test
  void theHistoryOfTestsThatWereLeftOutIsThatOfAPart() {
    script()
        .at(0)
        .started(1)
        .plannedShop()
        .start(CORE_TEST, 0)
        .narrowed(CORE_TEST, false)
        .tested(CORE_TEST, passed("p.A", 1, false))
        .at(2)
        .finish(CORE_TEST)
        .start(WEB_TEST, 0)
        .narrowed(WEB_TEST, true)
        .tested(WEB_TEST, passed("p.B", 1, false))
        .at(4)
        .finish(WEB_TEST)
        .end(Outcome.SUCCEEDED, 4, 4, 0, 4);

    RunHistory history = RunHistory.open(directory.resolve("history"));
    assertThat(history.expectedDurations()).isEmpty();
    assertThat(history.expectedOccupancies())
        .containsOnlyKeys(new RunHistory.TestClass(WEB_TEST, "p.B"));
  }
}
