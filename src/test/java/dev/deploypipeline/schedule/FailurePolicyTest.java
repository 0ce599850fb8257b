package dev.deploypipeline.schedule;

import static dev.deploypipeline.schedule.Runs.graph;
import static dev.deploypipeline.schedule.Runs.outcomes;
import static dev.deploypipeline.schedule.Runs.threads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FailurePolicyTest {
  private final Runs.Diary diary = new Runs.Diary();
  private final GatedWork work = new GatedWork();

  @ParameterizedTest
  @CsvSource({
    "FAIL_FAST, =>, SKIPPED, SKIPPED, FAILED",
    "FAIL_FAST, ->, SKIPPED, SKIPPED, FAILED",
    "FAIL_AT_END, =>, SKIPPED, SUCCEEDED, FAILED",
    "FAIL_AT_END, ->, SUCCEEDED, SUCCEEDED, FAILED",
    "FAIL_NEVER, =>, SKIPPED, SUCCEEDED, SUCCEEDED",
    "FAIL_NEVER, ->, SUCCEEDED, SUCCEEDED, SUCCEEDED",
  })
  void thePolicyAndTheEdgeDecideWhatAFailureMeans(
      FailurePolicy policy, String edge, Outcome successor, Outcome unrelated, Outcome whole) {
    Error failure = new AssertionError("no good");
    work.fail("bad", failure).open("next", "last", "unrelated");
    ExecutionResult<String> result =
        new GraphExecutor<String>(threads(1, policy))
            .execute(
                graph("bad:9", "next", "last", "unrelated", "bad" + edge + "next", "next=>last"),
                work,
                diary);
    assertThat(outcomes(result))
        .isEqualTo(
            Map.of(
                "bad",
                Outcome.FAILED,
                "next",
                successor,
                "last",
                successor,
                "unrelated",
                unrelated));
    assertThat(result.outcome()).isEqualTo(whole);
    assertThat(result.failures()).containsExactly(Map.entry("bad", failure));
    assertThat(diary.lines).contains("-bad FAILED", "-next " + successor, "-last " + successor);
    assertThat(work.begun.contains("next")).isEqualTo(successor == Outcome.SUCCEEDED);
  }

  @Test
  void failFastLetsRunningTasksEndAndStartsNothingNew() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(2, FailurePolicy.FAIL_FAST)),
            graph("bad:9", "slow:8", "next", "(done)", "slow=>next", "slow=>done"),
            work,
            diary);
    TaskContext<String> slow = work.awaitBegun("slow");
    work.awaitBegun("bad");
    work.fail("bad", new IllegalStateException("no good"));
    diary.await("-bad FAILED");
    assertThat(slow.cancelled()).isFalse();
    work.open("slow", "next");
    assertThat(outcomes(run.await()))
        .isEqualTo(
            Map.of(
                "bad",
                Outcome.FAILED,
                "slow",
                Outcome.SUCCEEDED,
                "next",
                Outcome.SKIPPED,
                "done",
                Outcome.SKIPPED));
    assertThat(work.interrupted).isEmpty();
    assertThat(work.begun).doesNotContain("next");
  }

  @Test
  void aSkippedMilestoneSkipsWhatRequiresItAndReleasesWhatIsOrderedBehindIt() {
    work.fail("bad", new Exception("no good")).open("needing", "following");
    ExecutionResult<String> result =
        new GraphExecutor<String>(threads(1))
            .execute(
                graph("bad", "(m)", "needing", "following", "bad=>m", "m=>needing", "m->following"),
                work,
                diary);
    assertThat(outcomes(result))
        .isEqualTo(
            Map.of(
                "bad", Outcome.FAILED,
                "m", Outcome.SKIPPED,
                "needing", Outcome.SKIPPED,
                "following", Outcome.SUCCEEDED));
    assertThat(diary.lines).noneMatch(line -> line.startsWith("-m"));
  }

  @Test
  void whatIsOrderedBehindASkippedTaskStillWaitsForItsOtherPredecessors() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(2)),
            graph(
                "bad:9",
                "slow:9",
                "skipped",
                "last",
                "bad=>skipped",
                "slow->skipped",
                "skipped->last"),
            work.fail("bad", new Exception("no good")).open("last"),
            diary);
    work.awaitBegun("slow");
    diary.await("-bad FAILED");
    assertThat(work.begun).doesNotContain("last");
    work.open("slow");
    run.await();
    assertThat(diary.lines)
        .containsSubsequence(
            "-bad FAILED", "-slow SUCCEEDED", "-skipped SKIPPED", "+last", "-last SUCCEEDED");
  }

  @Test
  void failuresAreListedInTheOrderInWhichTheyHappened() throws Exception {
    var run = Runs.start(new GraphExecutor<>(threads(2)), graph("a", "b"), work, diary);
    work.awaitBegun("a");
    work.awaitBegun("b");
    work.fail("b", new Exception("b first"));
    diary.await("-b FAILED");
    work.fail("a", new Exception("a second"));
    assertThat(run.await().failures().keySet()).containsExactly("b", "a");
  }

  @ParameterizedTest
  @EnumSource(FailurePolicy.class)
  void withoutAFailureEveryPolicySucceeds(FailurePolicy policy) {
    work.open("a", "b");
    var result =
        new GraphExecutor<String>(threads(1, policy)).execute(graph("a", "b", "a=>b"), work, diary);
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.failures()).isEmpty();
  }

  @Test
  void anInterruptedExceptionOutsideACancellationIsAFailure() {
    work.fail("a", new InterruptedException("by somebody else"));
    var result = new GraphExecutor<String>(threads(1)).execute(graph("a"), work, diary);
    assertThat(outcomes(result)).containsExactly(Map.entry("a", Outcome.FAILED));
  }
}
