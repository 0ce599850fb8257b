package dev.deploypipeline.schedule;

import static dev.deploypipeline.schedule.Runs.graph;
import static dev.deploypipeline.schedule.Runs.outcomes;
import static dev.deploypipeline.schedule.Runs.threads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancellationTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Runs.Diary diary = new Runs.Diary();
  private final GatedWork work = new GatedWork();

  @Test
  void itInterruptsRunningTasksAndEndsTheRest() throws Exception {
    var executor = new GraphExecutor<String>(threads(2));
    var run =
        Runs.start(executor, graph("a:9", "b:8", "next", "(m)", "a=>next", "next=>m"), work, diary);
    TaskContext<String> a = work.awaitBegun("a");
    work.awaitBegun("b");
    assertThat(a.cancelled()).isFalse();
    assertThat(executor.cancel(LONG)).isTrue();
    assertThat(a.cancelled()).isTrue();
    ExecutionResult<String> result = run.await();
    assertThat(outcomes(result).values()).hasSize(4).containsOnly(Outcome.CANCELLED);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(result.failures()).isEmpty();
    assertThat(work.interrupted).containsExactlyInAnyOrder("a", "b");
    assertThat(diary.lines).contains("-a CANCELLED", "-next CANCELLED").doesNotContain("+next");
  }

  @Test
  void itWaitsNoLongerThanTheGraceForATaskThatIgnoresTheInterrupt() throws Exception {
    var deaf = new DeafWork();
    var executor = new GraphExecutor<String>(threads(1));
    var run = Runs.start(executor, graph("a", "b", "a=>b"), deaf, diary);
    deaf.begun.await();
    assertThat(executor.cancel(Duration.ofMillis(1))).isFalse();
    deaf.end.countDown();
    assertThat(outcomes(run.await()))
        .isEqualTo(Map.of("a", Outcome.SUCCEEDED, "b", Outcome.CANCELLED));
    assertThat(executor.cancel(Duration.ZERO)).isTrue();
  }

  @Test
  void anInterruptionInWrappingCountsAsCancelledAndAnythingElseAsFailed() throws Exception {
    Work<String> wrapping =
        (key, context) -> {
          try {
            work.run(key, context);
          } catch (InterruptedException e) {
            if (key.equals("wrapped")) {
              throw new IllegalStateException("mojo gave up", e);
            }
            throw new IllegalStateException("mojo broke");
          }
        };
    var executor = new GraphExecutor<String>(threads(2));
    var run = Runs.start(executor, graph("wrapped", "broken"), wrapping, diary);
    work.awaitBegun("wrapped");
    work.awaitBegun("broken");
    executor.cancel(LONG);
    ExecutionResult<String> result = run.await();
    assertThat(outcomes(result))
        .isEqualTo(Map.of("wrapped", Outcome.CANCELLED, "broken", Outcome.FAILED));
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(result.failures()).containsOnlyKeys("broken");
  }

  @Test
  void aCallerThatIsInterruptedCancelsAndGetsTheResultAndItsFlagBack() throws Exception {
    var run = Runs.start(new GraphExecutor<>(threads(1)), graph("a", "b", "a=>b"), work, diary);
    work.awaitBegun("a");
    run.interrupt();
    assertThat(outcomes(run.await()))
        .isEqualTo(Map.of("a", Outcome.CANCELLED, "b", Outcome.CANCELLED));
    assertThat(run.endedInterrupted()).isTrue();
    assertThat(work.interrupted).containsExactly("a");
  }

  @Test
  void aCallerThatIsInterruptedAlreadyStartsNothing() {
    Thread.currentThread().interrupt();
    ExecutionResult<String> result =
        new GraphExecutor<String>(threads(1)).execute(graph("a"), work, diary);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes(result)).isEqualTo(Map.of("a", Outcome.CANCELLED));
    assertThat(work.begun).isEmpty();
  }

  @Test
  void aCallerInterruptedInsideAListenerCancelsToo() {
    ScheduleListener<String> interrupting =
        new ScheduleListener<>() {
          @Override
          public void started(String key, int worker, Instant at) {
            Thread.currentThread().interrupt();
          }
        };
    ExecutionResult<String> result =
        new GraphExecutor<String>(threads(1)).execute(graph("a"), work, interrupting);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes(result)).isEqualTo(Map.of("a", Outcome.CANCELLED));
  }

  @Test
  void aCancellationBeforeTheRunHolds() {
    var executor = new GraphExecutor<String>(threads(1));
    assertThat(executor.cancel(LONG)).isTrue();
    ExecutionResult<String> result = executor.execute(graph("(m)", "a", "m=>a"), work, diary);
    assertThat(outcomes(result)).isEqualTo(Map.of("m", Outcome.CANCELLED, "a", Outcome.CANCELLED));
    assertThat(work.begun).isEmpty();
    assertThat(diary.lines).containsExactly("-a CANCELLED");
  }

  @Test
  void aCancellationFromATaskOfTheRunDoesNotDeadlock() {
    var executor = new GraphExecutor<String>(threads(1));
    List<Boolean> answers = new CopyOnWriteArrayList<>();
    Work<String> cancelling = (key, context) -> answers.add(executor.cancel(LONG));
    ExecutionResult<String> result = executor.execute(graph("a", "b", "a=>b"), cancelling, diary);
    assertThat(answers).containsExactly(false);
    assertThat(outcomes(result)).isEqualTo(Map.of("a", Outcome.SUCCEEDED, "b", Outcome.CANCELLED));
  }

  @Test
  void aCancellationFromTheListenerDoesNotDeadlock() {
    var executor = new GraphExecutor<String>(threads(1));
    List<Boolean> answers = new CopyOnWriteArrayList<>();
    ScheduleListener<String> cancelling =
        new ScheduleListener<>() {
          @Override
          public void started(String key, int worker, Instant at) {
            answers.add(executor.cancel(LONG));
          }
        };
    ExecutionResult<String> result = executor.execute(graph("a", "b", "a=>b"), work, cancelling);
    assertThat(answers).containsExactly(true);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void aThreadInterruptedWhileItWaitsForTheEndStopsWaiting() throws Exception {
    var deaf = new DeafWork();
    var executor = new GraphExecutor<String>(threads(1));
    var run = Runs.start(executor, graph("a"), deaf, diary);
    deaf.begun.await();
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread canceller =
        new Thread(
            () -> {
              boolean ended = executor.cancel(LONG);
              answer.complete(!ended && Thread.currentThread().isInterrupted());
            });
    canceller.start();
    canceller.interrupt();
    assertThat(answer.get(20, TimeUnit.SECONDS)).isTrue();
    deaf.end.countDown();
    run.await();
  }

  @Test
  void cancellingTwiceOrAfterTheEndIsHarmless() throws Exception {
    var executor = new GraphExecutor<String>(threads(1));
    work.open("a");
    ExecutionResult<String> result = executor.execute(graph("a"), work, diary);
    assertThat(executor.cancel(LONG)).isTrue();
    assertThat(executor.cancel(Duration.ZERO)).isTrue();
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThatThrownBy(() -> executor.cancel(Duration.ofSeconds(-1)))
        .hasMessageContaining("grace is negative");
  }

  /** Goes on until the test lets it end, however often it is interrupted. */
  private static final class DeafWork implements Work<String> {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch end = new CountDownLatch(1);

    @Override
    public void run(String key, TaskContext<String> context) {
      begun.countDown();
      while (end.getCount() > 0) {
        try {
          end.await();
        } catch (InterruptedException e) {
          assertThat(context.cancelled()).isTrue(); // And goes on all the same.
        }
      }
    }
  }
}
