package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.config.Shard;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunSummary;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestClassResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardRecorderTest {

  private static final TaskId TESTS = new TaskId("g:a", "surefire:test (default-test)");

  @TempDir private Path directory;
  private final List<String> warnings = new ArrayList<>();
  private final TestSelection selection =
      new TestSelection(
          new SelectionSettings(Optional.of(new Shard(1, 1)), false, Duration.ofSeconds(10)),
          new TestTimes(new TreeMap<>()),
          Map.of());

  private Path file() {
    return directory.resolve("shard-1-of-1.json");
  }

  private ShardRecorder recorder() throws Exception {
    return new ShardRecorder(
        selection,
        directory,
        new Sources(List.of(directory.resolve("src")), List.of()),
        directory,
        warnings::add);
  }

  private void narrow() throws Exception {
    TestCandidates candidates =
        new TestCandidates(
            List.of("p.A", "p.B"),
            Optional.empty(),
            List.of(),
            false,
            false,
            false,
            false,
            false,
            false);
    selection.narrow(TESTS, candidates);
  }

  private static RunEvent end(Outcome outcome) {
    RunSummary nothing =
        new RunSummary(Duration.ZERO, Duration.ZERO, List.of(), Duration.ZERO, 0, Duration.ZERO);
    return new RunEvent.RunFinished(Instant.EPOCH, outcome, nothing);
  }

  private static RunEvent tested(String name, int tests) {
    return new RunEvent.TestsFinished(
        Instant.EPOCH,
        TESTS,
        List.of(new TestClassResult(name, tests, 0, 0, Duration.ZERO, false, true, List.of())));
  }

  @Test
  void theReportTellsWhatRanAndHowTheRunEnded() throws Exception {
    ShardRecorder recorder = recorder();
    narrow();
    recorder.on(tested("p.A", 3));
    recorder.on(end(Outcome.FAILED));

    ShardReport report = ShardReportJson.read(file());
    assertThat(report.verdict()).isEqualTo(Outcome.FAILED);
    assertThat(report.executions())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.candidates()).containsExactly("p.A", "p.B");
              assertThat(one.assigned()).containsExactly("p.A", "p.B");
              assertThat(one.ran()).isEqualTo(Map.of("p.A", 3));
            });
    assertThat(recorder.summary()).startsWith("Shard 1/1: 2 of 2 test classes. Report: ");
    assertThat(warnings).isEmpty();
  }

  @Test
  void whereNoCommitTellsTheSourcesDo() throws Exception {
    Files.createDirectories(directory.resolve("src"));
    Files.writeString(directory.resolve("src/A.java"), "one");
    String one = commit();
    assertThat(commit()).isEqualTo(one).startsWith("sources ");
    Files.writeString(directory.resolve("src/A.java"), "two");
    assertThat(commit()).isNotEqualTo(one);
  }

  private String commit() throws Exception {
    recorder().on(end(Outcome.SUCCEEDED));
    return ShardReportJson.read(file()).commit();
  }

  @Test
  void testsThatAGoalForksAreWrittenDown() throws Exception {
    ShardRecorder recorder = recorder();
    TaskId by = new TaskId("g:a", "surefire-report:report (x)");
    selection.forked(by, "surefire:test (default-test)");
    selection.forked(by, "surefire:test (default-test)");
    recorder.on(end(Outcome.SUCCEEDED));
    assertThat(ShardReportJson.read(file()).forked())
        .containsExactly(new ForkedTests(by, "surefire:test (default-test)"));
  }

  @Test
  void aShardWithoutAClassIsAnError() throws Exception {
    ShardRecorder recorder = recorder();
    recorder.on(end(Outcome.SUCCEEDED));

    assertThatIllegalArgumentException()
        .isThrownBy(recorder::summary)
        .withMessageStartingWith("Shard 1/1 has none of the 0 test classes");
  }

  @Test
  void theReportOfAnEarlierRunIsGoneBeforeThisOneEnds() throws Exception {
    Files.writeString(file(), "old");
    recorder();
    assertThat(file()).doesNotExist();
  }

  @Test
  void aReportThatCannotBeWrittenIsTold() throws Exception {
    ShardRecorder recorder = recorder();
    Files.createDirectories(file().resolve("in the way"));
    recorder.on(end(Outcome.SUCCEEDED));
    assertThat(warnings)
        .singleElement()
        .satisfies(
            warning -> assertThat(warning).contains(file().toString(), "Perhaps you should"));
  }
}
