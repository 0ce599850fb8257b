package dev.deploypipeline.schedule;

import static dev.deploypipeline.schedule.Runs.graph;
import static dev.deploypipeline.schedule.Runs.outcomes;
import static dev.deploypipeline.schedule.Runs.task;
import static dev.deploypipeline.schedule.Runs.threads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.model.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GraphExtensionTest {
  private final Runs.Diary diary = new Runs.Diary();
  private final GatedWork work = new GatedWork();

  @Test
  void aPlanningTaskAddsTheTasksBetweenItselfAndItsMilestone() {
    work.open("compile", "jar", "downstream");
    Work<String> planning =
        (key, context) -> {
          if (key.equals("plan")) {
            context.extend(
                extension(
                    List.of(task("compile", Map.of()), task("jar", Map.of())),
                    Edge.requires("plan", "compile"),
                    Edge.requires("compile", "jar"),
                    Edge.requires("jar", "packaged")));
          } else {
            work.run(key, context);
          }
        };
    ExecutionResult<String> result =
        new GraphExecutor<String>(threads(2))
            .execute(
                graph("plan", "(packaged)", "downstream", "plan=>packaged", "packaged=>downstream"),
                planning,
                diary);
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.results().keySet())
        .containsExactly("plan", "compile", "jar", "packaged", "downstream");
    assertThat(work.begun).containsExactly("compile", "jar", "downstream");
    assertThat(result.statistics().criticalPath()).startsWith("plan");
  }

  @Test
  void aNewTaskWithoutOpenPredecessorsStartsWhileItsAdderStillRuns() throws Exception {
    var run = Runs.start(new GraphExecutor<>(threads(2)), graph("planner"), work, diary);
    TaskContext<String> planner = work.awaitBegun("planner");
    planner.extend(extension(List.of(task("early", Map.of()))));
    work.awaitBegun("early");
    work.open("early", "planner");
    assertThat(run.await().results().keySet()).containsExactlyInAnyOrder("planner", "early");
  }

  @Test
  void aReadyTaskThatGetsANewPredecessorWaitsAgain() throws Exception {
    var run =
        Runs.start(new GraphExecutor<>(threads(1)), graph("planner:9", "ready:8"), work, diary);
    TaskContext<String> planner = work.awaitBegun("planner");
    planner.extend(extension(List.of(task("before", Map.of())), Edge.requires("before", "ready")));
    work.open("planner", "before", "ready");
    run.await();
    assertThat(diary.starts()).containsExactly("planner", "before", "ready");
  }

  @Test
  void prioritiesAreMadeAnew() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(1)), graph("planner:9", "high:8", "low:1"), work, diary);
    TaskContext<String> planner = work.awaitBegun("planner");
    planner.extend(extension(List.of(task("tail:20", Map.of())), Edge.requires("low", "tail")));
    work.open("planner", "high", "low", "tail");
    run.await();
    assertThat(diary.starts()).containsExactly("planner", "low", "tail", "high");
  }

  @Test
  void newTasksFollowTheOutcomeOfPredecessorsThatHaveEnded() throws Exception {
    var run = Runs.start(new GraphExecutor<>(threads(1)), graph("bad:9", "planner:8"), work, diary);
    work.fail("bad", new Exception("no good"));
    TaskContext<String> planner = work.awaitBegun("planner");
    planner.extend(
        extension(
            List.of(task("needing", Map.of()), task("following", Map.of())),
            Edge.requires("bad", "needing"),
            Edge.orders("bad", "following")));
    work.open("planner", "following");
    assertThat(outcomes(run.await()))
        .containsEntry("needing", Outcome.SKIPPED)
        .containsEntry("following", Outcome.SUCCEEDED);
  }

  @Test
  void anUnstartedTaskThatComesToRequireAFailedOneIsSkipped() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(1)),
            graph("bad:9", "planner:8", "ready:1", "bad->ready"),
            work,
            diary);
    work.fail("bad", new Exception("no good"));
    work.awaitBegun("planner").extend(extension(List.of(), Edge.requires("bad", "ready")));
    work.open("planner", "ready");
    assertThat(outcomes(run.await())).containsEntry("ready", Outcome.SKIPPED);
  }

  @Test
  void aCycleIsRefusedAndTheGraphStaysAsItWas() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(1)), graph("planner:9", "a", "b", "a=>b"), work, diary);
    TaskContext<String> planner = work.awaitBegun("planner");
    assertThatThrownBy(
            () ->
                planner.extend(
                    extension(
                        List.of(task("c", Map.of())),
                        Edge.requires("b", "c"),
                        Edge.requires("c", "a"))))
        .isInstanceOf(CycleException.class)
        .hasMessageContaining("a -> b -> c -> a");
    work.open("planner", "a", "b");
    assertThat(run.await().results().keySet()).containsExactly("planner", "a", "b");
  }

  @Test
  void aStartedOrEndedNodeGetsNoNewPredecessor() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(2)),
            graph("ended:9", "(m)", "planner:8", "ended=>m"),
            work,
            diary);
    work.open("ended");
    TaskContext<String> planner = work.awaitBegun("planner");
    diary.await("-ended SUCCEEDED");
    assertThatThrownBy(
            () ->
                planner.extend(
                    extension(List.of(task("x", Map.of())), Edge.orders("x", "planner"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'planner' has started and cannot wait for 'x'");
    assertThatThrownBy(
            () -> planner.extend(extension(List.of(task("x", Map.of())), Edge.orders("x", "m"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'m' has ended and cannot wait for 'x'");
    assertThatThrownBy(() -> planner.extend(extension(List.of(), Edge.orders("planner", "ended"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'ended' has ended");
    work.open("planner");
    assertThat(run.await().results().keySet()).containsExactlyInAnyOrder("ended", "m", "planner");
  }

  @Test
  void anEdgeThatIsThereAlreadyIsNoNewPredecessor() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(1)),
            graph("first:9", "planner:8", "first=>planner"),
            work,
            diary);
    work.open("first");
    TaskContext<String> planner = work.awaitBegun("planner");
    planner.extend(
        extension(List.of(), Edge.requires("first", "planner"), Edge.orders("first", "planner")));
    work.open("planner");
    assertThat(run.await().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void anExtensionThatNeedsTooMuchOrRepeatsAKeyIsRefused() throws Exception {
    var run = Runs.start(new GraphExecutor<>(threads(1)), graph("planner"), work, diary);
    TaskContext<String> planner = work.awaitBegun("planner");
    assertThatThrownBy(() -> planner.extend(extension(List.of(task("x", Map.of("db", 1))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x' needs the resource 'db'");
    assertThatThrownBy(() -> planner.extend(extension(List.of(task("planner", Map.of())))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'planner'");
    work.open("planner");
    assertThat(run.await().results().keySet()).containsExactly("planner");
  }

  @Test
  void aTaskThatHasEndedCannotExtendAnyMore() throws Exception {
    var run = Runs.start(new GraphExecutor<>(threads(1)), graph("planner:2", "next"), work, diary);
    TaskContext<String> planner = work.awaitBegun("planner");
    work.open("planner");
    work.awaitBegun("next");
    assertThatThrownBy(() -> planner.extend(extension(List.of(task("x", Map.of())))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'planner' has ended and cannot extend");
    work.open("next");
    run.await();
  }

  @Test
  void whatIsAddedAfterAFailFastFailureIsSkipped() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(2, FailurePolicy.FAIL_FAST)),
            graph("bad:9", "planner:8", "last", "planner=>last"),
            work,
            diary);
    TaskContext<String> planner = work.awaitBegun("planner");
    work.fail("bad", new Exception("no good"));
    diary.await("-bad FAILED");
    planner.extend(extension(List.of(task("new", Map.of())), Edge.requires("new", "last")));
    work.open("planner");
    assertThat(outcomes(run.await()))
        .isEqualTo(
            Map.of(
                "bad", Outcome.FAILED,
                "planner", Outcome.SUCCEEDED,
                "new", Outcome.SKIPPED,
                "last", Outcome.SKIPPED));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads the array.
  private static GraphExtension<String> extension(List<Node<String>> nodes, Edge<String>... edges) {
    return new GraphExtension<>(nodes, List.of(edges));
  }
}
