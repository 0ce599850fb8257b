package dev.deploypipeline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final TaskId COMPILE =
      new TaskId("org.acme:web", "compiler:compile (default-compile)");

  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("history");
  }

  private Path file() {
    return directory().resolve("runs.jsonl");
  }

  private static RunRecord run(long millis) {
    return run(millis, Outcome.SUCCEEDED);
  }

  private static RunRecord run(long millis, Outcome taskOutcome) {
    return new RunRecord(
        START,
        taskOutcome,
        Duration.ofMillis(millis),
        List.of(
            new TaskRecord(
                COMPILE,
                Stage.COMPILE,
                taskOutcome,
                Duration.ofMillis(3),
                Duration.ofMillis(millis),
                true)),
        List.of(),
        new Machine(2, "17.0.15", "3.9.16", 4));
  }

  private void append(long... millis) throws HistoryException {
    for (long each : millis) {
      RunHistory.open(directory()).append(run(each));
    }
  }

  @Test
  void aDirectoryThatDoesNotExistIsAnEmptyHistoryAndIsNotCreatedByReading() {
    RunHistory history = RunHistory.open(directory());

    assertThat(history.expectedDurations()).isEmpty();
    assertThat(history.findings()).isEmpty();
    assertThat(directory()).doesNotExist();
  }

  @Test
  void whatIsAppendedIsReadBack() throws Exception {
    RunHistory.open(directory()).append(run(1_234));

    assertThat(RunHistory.open(directory()).runs()).containsExactly(run(1_234));
  }

  @Test
  void aLineBeginsWithItsSchema() throws Exception {
    append(5);

    assertThat(Files.readString(file()))
        .isEqualTo(
            """
            {"schema":3,"started":"2026-03-01T10:00:00Z","outcome":"SUCCEEDED","wallMs":5,"cores":2,\
            "java":"17.0.15","maven":"3.9.16","threads":4,"tasks":[{"module":"org.acme:web",\
            "name":"compiler:compile (default-compile)","stage":"compile","outcome":"SUCCEEDED",\
            "startMs":3,"durationMs":5}]}
            """);
  }

  @Test
  void theDirectoryIgnoresItself() throws Exception {
    append(5);

    assertThat(directory().resolve(".gitignore")).hasContent("*");
  }

  @Test
  void theMedianOfTheLastFiveSuccessesIsExpected() throws Exception {
    append(9_000, 9_000, 9_000, 10, 50, 20, 40, 30);

    assertThat(RunHistory.open(directory()).expectedDurations())
        .isEqualTo(Map.of(COMPILE, Duration.ofMillis(30)));
  }

  @Test
  void anEvenNumberOfSuccessesExpectsTheMeanOfTheMiddleTwo() throws Exception {
    append(10, 40, 20, 90);

    assertThat(RunHistory.open(directory()).expectedDurations())
        .containsEntry(COMPILE, Duration.ofMillis(30));
  }

  @Test
  void failuresAreNotExpectedAgain() throws Exception {
    append(10);
    RunHistory.open(directory()).append(run(9_000, Outcome.FAILED));

    assertThat(RunHistory.open(directory()).expectedDurations())
        .containsEntry(COMPILE, Duration.ofMillis(10));
  }

  @Test
  void aTaskThatNeverSucceededIsNotExpected() throws Exception {
    RunHistory.open(directory()).append(run(9_000, Outcome.FAILED));

    assertThat(RunHistory.open(directory()).expectedDurations()).isEmpty();
  }

  @Test
  void aTruncatedLastLineIsIgnoredAndTheNextRunReplacesIt() throws Exception {
    append(10);
    Files.writeString(file(), "{\"schema\":1,\"star", StandardOpenOption.APPEND);
    RunHistory history = RunHistory.open(directory());
    assertThat(history.runs()).containsExactly(run(10));
    assertThat(history.findings()).isEmpty();

    append(20);

    assertThat(RunHistory.open(directory()).runs()).containsExactly(run(10), run(20));
    assertThat(Files.readAllLines(file())).hasSize(2);
  }

  @Test
  void runsOfANewerVersionAreSkippedReportedAndKept() throws Exception {
    append(10);
    Files.writeString(file(), "{\"schema\":4,\"tasks\":7}\n", StandardOpenOption.APPEND);

    append(20);

    RunHistory history = RunHistory.open(directory());
    assertThat(history.runs()).containsExactly(run(10), run(20));
    assertThat(history.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.message())
                  .startsWith("1 of 3 runs in " + file())
                  .contains("newer version")
                  .endsWith("Perhaps you should use that version.");
            });
    assertThat(Files.readAllLines(file())).contains("{\"schema\":4,\"tasks\":7}");
  }

  @Test
  void damagedLinesCostOnlyThemselvesAndAreReported() throws Exception {
    append(10);
    Files.write(file(), new byte[] {'{', (byte) 0xff, '}', '\n'}, StandardOpenOption.APPEND);
    Files.writeString(
        file(),
        "{\"schema\":1}\n[]\n{\"schema\":\"1\"}\n{\"schema\":0}\n",
        StandardOpenOption.APPEND);
    append(20);

    RunHistory history = RunHistory.open(directory());

    assertThat(history.runs()).containsExactly(run(10), run(20));
    assertThat(history.findings())
        .hasSize(5)
        .allSatisfy(finding -> assertThat(finding.message()).contains("is ignored: "));
  }

  @Test
  void onlyTheLastRunsAreKept() throws Exception {
    for (int i = 1; i <= 5; i++) {
      RunHistory.open(directory(), 3).append(run(i));
    }

    assertThat(RunHistory.open(directory()).runs()).containsExactly(run(3), run(4), run(5));
    assertThat(directory().toFile().list())
        .containsExactlyInAnyOrder(".gitignore", "runs.jsonl", "runs.lock");
  }

  @Test
  void fiftyRunsAreKeptUnlessToldOtherwise() throws Exception {
    append(IntStream.rangeClosed(1, 52).asLongStream().toArray());

    assertThat(RunHistory.open(directory()).runs()).hasSize(50).first().isEqualTo(run(3));
  }

  @Test
  void concurrentWritersLoseNothingAndNeverInterleave() throws Exception {
    int writers = 4;
    int kept = 6;
    append(IntStream.rangeClosed(1, kept).asLongStream().toArray());
    CyclicBarrier together = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      // From here on every append rewrites the file, so that a lost update would show.
      for (int round = 1; round <= 10; round++) {
        List<RunRecord> added = new ArrayList<>();
        List<Callable<Void>> jobs = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          RunRecord run = run(100L * round + writer);
          added.add(run);
          jobs.add(
              () -> {
                together.await();
                RunHistory.open(directory(), kept).append(run);
                return null;
              });
        }
        for (Future<Void> job : threads.invokeAll(jobs)) {
          job.get();
        }
        RunHistory history = RunHistory.open(directory());
        assertThat(history.findings()).isEmpty();
        assertThat(history.runs().subList(kept - writers, kept))
            .containsExactlyInAnyOrderElementsOf(added);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aLockHeldByAnotherForTooLongIsAnExceptionThatNamesTheFile() throws Exception {
    append(10);
    Path lockFile = directory().resolve("runs.lock");
    RunHistory blocked = RunHistory.open(directory(), 3, Duration.ZERO);

    HistoryLock.whileHolding(
        lockFile,
        Duration.ZERO,
        () ->
            assertThatThrownBy(() -> blocked.append(run(20)))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining(lockFile.toString())
                .hasMessageContaining("Perhaps you should"));

    append(20);
    assertThat(RunHistory.open(directory()).runs()).containsExactly(run(10), run(20));
  }

  @Test
  void aHistoryThatCannotBeWrittenIsAnExceptionForAWarning() throws IOException {
    Files.writeString(directory(), "a file where the directory should be");

    assertThatThrownBy(() -> RunHistory.open(directory()).append(run(1)))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(file().toString());
  }

  @Test
  void aHistoryThatCannotBeReadIsAFinding() throws IOException {
    Files.createDirectories(file());

    RunHistory history = RunHistory.open(directory());

    assertThat(history.expectedDurations()).isEmpty();
    assertThat(history.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("cannot be read"));
  }

  @Test
  void aHistoryThatKeepsNothingIsRefused() {
    assertThatThrownBy(() -> RunHistory.open(directory(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot keep 0 runs");
  }
}
