package dev.deploypipeline.schedule;

import static dev.deploypipeline.schedule.Runs.graph;
import static dev.deploypipeline.schedule.Runs.outcomes;
import static dev.deploypipeline.schedule.Runs.threads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.deploypipeline.model.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GraphExecutorTest {
  private final Runs.Diary diary = new Runs.Diary();
  private final GatedWork work = new GatedWork();

  @Test
  void aTaskWaitsForItsPredecessors() throws Exception {
    var run =
        Runs.start(
            new GraphExecutor<>(threads(3)), graph("c", "a", "b", "a=>c", "b->c"), work, diary);
    work.awaitBegun("a");
    work.awaitBegun("b");
    work.open("a", "b", "c");
    assertThat(run.await().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(diary.lines.indexOf("+c"))
        .isGreaterThan(diary.lines.indexOf("-a SUCCEEDED"))
        .isGreaterThan(diary.lines.indexOf("-b SUCCEEDED"));
  }

  @Test
  void readyTasksStartByTheirLongestWayToTheEndAndThenByInsertion() {
    work.open("short", "first", "second", "long", "tail");
    new GraphExecutor<String>(threads(1))
        .execute(
            graph("short:1", "first:3", "second:3", "long:2", "tail:2", "long->tail"), work, diary);
    assertThat(diary.starts()).containsExactly("long", "first", "second", "tail", "short");
    assertThat(work.begun).isEqualTo(diary.starts());
  }

  @Test
  void noMoreTasksRunAtOnceThanThereAreThreads() throws Exception {
    var run = Runs.start(new GraphExecutor<>(threads(2)), graph("a:3", "b:2", "c:1"), work, diary);
    TaskContext<String> a = work.awaitBegun("a");
    TaskContext<String> b = work.awaitBegun("b");
    assertThat(List.of(a.worker(), b.worker())).containsExactly(0, 1);
    work.open("b");
    assertThat(work.awaitBegun("c").worker()).isEqualTo(1);
    work.open("a", "c");
    run.await();
    assertThat(diary.lines).startsWith("+a", "+b", "-b SUCCEEDED", "+c");
  }

  @Test
  void anExclusiveTaskRunsAloneAndIsNotOvertakenByTheStreamBehindIt() throws Exception {
    TaskGraph<String> graph =
        TaskGraph.<String>builder()
            .node(Runs.task("first:9", Map.of("build", 1)))
            .node(Runs.task("second:8", Map.of("build", 1)))
            .node(Runs.task("aggregator:7", Map.of("build", 3)))
            .node(Runs.task("third:6", Map.of("build", 1)))
            .node(Runs.task("fourth:5", Map.of("build", 1)))
            .node(Runs.task("unrelated:1", Map.of()))
            .build();
    var settings = new ExecutorSettings(4, Map.of("build", 3), FailurePolicy.FAIL_AT_END);
    var run = Runs.start(new GraphExecutor<>(settings), graph, work, diary);
    work.awaitBegun("unrelated"); // Decided after the others of higher priority.
    assertThat(diary.starts()).isSubsetOf("first", "second", "unrelated");
    work.open("first", "unrelated", "third", "fourth");
    work.open("second");
    work.awaitBegun("aggregator");
    assertThat(work.begun).doesNotContain("third", "fourth");
    work.open("aggregator");
    run.await();
    assertThat(diary.starts())
        .containsExactly("first", "second", "unrelated", "aggregator", "third", "fourth");
    assertThat(diary.lines.indexOf("-aggregator SUCCEEDED"))
        .isLessThan(diary.lines.indexOf("+third"));
  }

  @Test
  void needsThatCannotBeMetAreRefusedBeforeAnythingRuns() {
    var executor =
        new GraphExecutor<String>(
            new ExecutorSettings(1, Map.of("db", 2), FailurePolicy.FAIL_FAST));
    TaskGraph<String> tooMuch =
        TaskGraph.<String>builder()
            .node(Runs.task("a", Map.of()))
            .node(Runs.task("b", Map.of("db", 3)))
            .build();
    TaskGraph<String> undeclared =
        TaskGraph.<String>builder().node(Runs.task("b", Map.of("cpu", 1))).build();
    assertThatThrownBy(() -> executor.execute(tooMuch, work, diary))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'b' needs 3 of resource 'db', but its capacity is 2");
    assertThatThrownBy(() -> executor.execute(undeclared, work, diary))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'b' needs the resource 'cpu', but only [db] are declared");
    assertThat(work.begun).isEmpty();
    assertThat(diary.lines).isEmpty();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> threads(0)).hasMessageContaining("number of threads is 0");
    assertThatThrownBy(() -> new ExecutorSettings(1, Map.of("db", 0), FailurePolicy.FAIL_FAST))
        .hasMessageContaining("capacity of resource 'db' is 0");
  }

  @Test
  void milestonesPassWithoutAWorkerAndWithoutTheListener() {
    work.open("a", "b");
    ExecutionResult<String> result =
        new GraphExecutor<String>(threads(1))
            .execute(
                graph("(start)", "a", "(m1)", "(m2)", "b", "start=>a", "a=>m1", "m1=>m2", "m2=>b"),
                work,
                diary);
    assertThat(diary.lines).containsExactly("+a", "-a SUCCEEDED", "+b", "-b SUCCEEDED");
    assertThat(work.begun).containsExactly("a", "b");
    assertThat(result.results().keySet()).containsExactly("start", "a", "m1", "m2", "b");
    assertThat(result.results().get("m1"))
        .satisfies(m -> assertThat(m.outcome()).isEqualTo(Outcome.SUCCEEDED))
        .satisfies(m -> assertThat(m.ran()).isFalse());
  }

  @Test
  void anEmptyGraphSucceeds() {
    ExecutionResult<String> result =
        new GraphExecutor<String>(threads(2)).execute(graph(), work, diary);
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.results()).isEmpty();
  }

  @Test
  void aChainOfThousandsOfMilestonesDoesNotOverflowTheStack() {
    List<String> parts = new ArrayList<>(List.of("(m0)"));
    for (int i = 1; i < 20_000; i++) {
      parts.add("(m" + i + ")");
      parts.add("m" + (i - 1) + "=>m" + i);
    }
    var result =
        new GraphExecutor<String>(threads(1))
            .execute(graph(parts.toArray(String[]::new)), work, diary);
    assertThat(result.results()).hasSize(20_000);
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aListenerThatThrowsChangesNothingAndIsReported() {
    work.open("a", "b");
    ScheduleListener<String> listener =
        new ScheduleListener<>() {
          @Override
          public void started(String key, int worker, Instant at) {
            throw new AssertionError("broken " + key);
          }
        };
    var result =
        new GraphExecutor<String>(threads(1)).execute(graph("a", "b", "a=>b"), work, listener);
    assertThat(outcomes(result))
        .containsEntry("a", Outcome.SUCCEEDED)
        .containsEntry("b", Outcome.SUCCEEDED);
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.listenerFailures())
        .extracting(Throwable::getMessage)
        .containsExactly("broken a", "broken b");
  }

  @Test
  void theListenerIsCalledByTheThreadThatExecutes() {
    work.open("a");
    Set<Thread> callers = ConcurrentHashMap.newKeySet();
    ScheduleListener<String> listener =
        new ScheduleListener<>() {
          @Override
          public void started(String key, int worker, Instant at) {
            callers.add(Thread.currentThread());
          }
        };
    new GraphExecutor<String>(threads(1)).execute(graph("a"), work, listener);
    assertThat(callers).containsExactly(Thread.currentThread());
  }

  @Test
  void threadsAreNamedAfterTheirWorkerAndGoneAfterTheRun() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Work<String> noting =
        (key, context) -> {
          threads.add(Thread.currentThread());
          assertThat(Thread.currentThread().getName())
              .isEqualTo("deploy-pipeline-" + context.worker());
        };
    var executor = new GraphExecutor<String>(threads(2));
    assertThat(executor.execute(graph("a", "b", "c"), noting, diary).failures()).isEmpty();
    assertThat(executor.execute(graph("a"), noting, diary).failures()).isEmpty();
    assertThat(threads).hasSize(4).noneMatch(Thread::isAlive);
  }

  @Test
  void whatATaskLeavesOnItsThreadDoesNotReachTheNext() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    List<Object> seen = new CopyOnWriteArrayList<>();
    Work<String> littering =
        (key, context) -> {
          seen.add(Thread.currentThread().getContextClassLoader());
          seen.add(Thread.currentThread().isInterrupted());
          Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
          Thread.currentThread().interrupt();
        };
    var result = new GraphExecutor<String>(threads(1)).execute(graph("a", "b"), littering, diary);
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(seen).containsExactly(loader, false, loader, false);
  }

  @Test
  void aSecondGraphAtTheSameTimeIsRefused() throws Exception {
    var executor = new GraphExecutor<String>(threads(1));
    var run = Runs.start(executor, graph("a"), work, diary);
    work.awaitBegun("a");
    assertThatThrownBy(() -> executor.execute(graph("b"), work, diary))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already running");
    work.open("a");
    assertThat(outcomes(run.await())).containsExactly(Map.entry("a", Outcome.SUCCEEDED));
  }

  @Test
  void aClockThatBreaksMidwayEndsTheRunWithAnErrorInsteadOfHanging() {
    AtomicInteger calls = new AtomicInteger();
    InstantSource clock =
        () -> {
          if (calls.incrementAndGet() > 2) { // The start of the run, the start of "a".
            throw new UnsupportedOperationException("no time left");
          }
          return Instant.EPOCH;
        };
    work.open("a");
    Throwable thrown =
        catchThrowable(
            () ->
                new GraphExecutor<String>(threads(2), clock)
                    .execute(graph("a", "b", "a=>b"), work, diary));
    assertThat(thrown)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no time left");
    assertThat(thrown.getCause()).isInstanceOf(UnsupportedOperationException.class);
    assertThat(work.begun).containsExactly("a");
  }

  @Test
  void aThreadFactoryThatFailsLeavesNoThreadBehind() {
    List<Thread> made = new CopyOnWriteArrayList<>();
    var executor =
        new GraphExecutor<String>(
            threads(3),
            Clock.systemUTC(),
            task -> {
              if (made.size() == 2) {
                throw new OutOfMemoryError("no more threads");
              }
              made.add(new Thread(task));
              return made.get(made.size() - 1);
            });
    assertThatThrownBy(() -> executor.execute(graph("a"), work, diary))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(made).hasSize(2).noneMatch(Thread::isAlive);
    assertThat(work.begun).isEmpty();
    assertThat(executor.cancel(Duration.ofSeconds(1))).isTrue();
  }
}
