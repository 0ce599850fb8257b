package dev.deploypipeline.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestClassHistoryTest {

  private static final TaskId TESTS = new TaskId("org.acme:web", "surefire:test (default-test)");

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("runs.jsonl");
  }

  private static RunRecord run(ClassRecord... classes) {
    return run(true, classes);
  }

  private static RunRecord run(boolean whole, ClassRecord... classes) {
    return new RunRecord(
        Instant.parse("2026-03-01T10:00:00Z"),
        Outcome.SUCCEEDED,
        Duration.ofMillis(5),
        List.of(
            new TaskRecord(
                TESTS,
                Stage.UNIT_TESTS,
                Outcome.SUCCEEDED,
                Duration.ofMillis(3),
                Duration.ofMillis(5),
                whole)),
        List.of(classes),
        new Machine(2, "17.0.15", "3.9.16", 4));
  }

  private static ClassRecord testClass(String name, long millis) {
    return new ClassRecord(TESTS, name, Duration.ofMillis(millis));
  }

  @Test
  void testClassesStandShortlyInTheirTaskAndAreReadBack() throws Exception {
    RunRecord run = run(testClass("p.A", 7), testClass("p.B", 1_500));
    RunHistory.open(directory).append(run);

    assertThat(Files.readString(file()))
        .endsWith("\"durationMs\":5,\"classesMs\":{\"p.A\":7,\"p.B\":1500}}]}\n");
    assertThat(RunHistory.open(directory).runs()).containsExactly(run);
  }

  @Test
  void aRunOfTheSchemaBeforeTestClassesIsStillRead() throws Exception {
    RunHistory.open(directory).append(run());
    Files.writeString(file(), Files.readString(file()).replace("{\"schema\":3,", "{\"schema\":1,"));

    RunHistory history = RunHistory.open(directory);

    assertThat(history.runs()).containsExactly(run());
    assertThat(history.findings()).isEmpty();
  }

  @Test
  void theMedianOfTheLastFiveTimesOfAClassIsExpected() throws Exception {
    for (long millis : new long[] {9_000, 9_000, 10, 50, 20, 40, 30}) {
      RunHistory.open(directory).append(run(testClass("p.A", millis)));
    }
    RunHistory.open(directory).append(run(testClass("p.B", 1)));

    assertThat(RunHistory.open(directory).expectedOccupancies())
        .containsOnly(
            Map.entry(new RunHistory.TestClass(TESTS, "p.A"), Duration.ofMillis(30)),
            Map.entry(new RunHistory.TestClass(TESTS, "p.B"), Duration.ofMillis(1)));
  }

  @Test
  void aTaskThatLeftTestsOutTellsNothingOfItsOwnTime() throws Exception {
    RunRecord part = run(false, testClass("p.A", 7));
    RunHistory.open(directory).append(part);

    RunHistory history = RunHistory.open(directory);

    assertThat(history.runs()).containsExactly(part);
    assertThat(history.expectedDurations()).isEmpty();
    assertThat(history.expectedOccupancies()).hasSize(1);
  }
}
