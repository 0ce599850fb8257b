package dev.deploypipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random graphs against a simple model of what must come out. A failure names its seed. */
@Timeout(120)
class ScheduleStressTest {
  private static final int RUNS_PER_SEED = 25;
  private static final ScheduleListener<Integer> DEAF = new ScheduleListener<>() {};

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 2_000, 3_000})
  void everyOutcomeIsTheModelsAndNoTaskRunsEarly(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + RUNS_PER_SEED; seed++) {
      var run = new RandomRun(seed, Integer.MAX_VALUE, () -> {});
      var settings = new ExecutorSettings(run.threads, run.capacities, FailurePolicy.FAIL_AT_END);
      var result = new GraphExecutor<Integer>(settings).execute(run.graph, run, DEAF);
      TaskGraph<Integer> graph = run.finalGraph();
      assertThat(run.complaints).as("seed %d", seed).isEmpty();
      assertThat(outcomes(result)).as("seed %d", seed).isEqualTo(model(graph));
      checkOrder(seed, graph, run);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000})
  void aCancellationAtAnyPointEndsEveryNode(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + RUNS_PER_SEED; seed++) {
      AtomicReference<GraphExecutor<Integer>> executor = new AtomicReference<>();
      var run =
          new RandomRun(seed, 1 + (int) (seed % 60), () -> executor.get().cancel(Duration.ZERO));
      executor.set(
          new GraphExecutor<>(
              new ExecutorSettings(run.threads, run.capacities, FailurePolicy.FAIL_FAST)));
      var result = executor.get().execute(run.graph, run, DEAF);
      TaskGraph<Integer> graph = run.finalGraph();
      assertThat(run.complaints).as("seed %d", seed).isEmpty();
      assertThat(result.results().keySet()).as("seed %d", seed).isEqualTo(graph.keys());
      assertThat(result.outcome()).as("seed %d", seed).isIn(Outcome.CANCELLED, Outcome.FAILED);
      checkOrder(seed, graph, run);
    }
  }

  private static Map<Integer, Outcome> outcomes(ExecutionResult<Integer> result) {
    Map<Integer, Outcome> outcomes = new HashMap<>();
    result.results().forEach((key, node) -> outcomes.put(key, node.outcome()));
    return outcomes;
  }

  /**
   * What must come out: skipped behind a required node without success, otherwise as the task
   * itself decides.
   */
  private static Map<Integer, Outcome> model(TaskGraph<Integer> graph) {
    Map<Integer, Outcome> outcomes = new HashMap<>();
    for (int number : graph.order()) {
      int key = graph.nodeAt(number).key();
      boolean skipped =
          graph.predecessors(key).stream()
              .anyMatch(
                  before ->
                      graph.edge(before, key).orElseThrow() == EdgeKind.REQUIRES
                          && outcomes.get(before) != Outcome.SUCCEEDED);
      boolean failed = !graph.node(key).milestone() && RandomRun.fails(key);
      outcomes.put(key, skipped ? Outcome.SKIPPED : failed ? Outcome.FAILED : Outcome.SUCCEEDED);
    }
    return outcomes;
  }

  /**
   * Whatever ran began after the end of all that comes before it, through skipped nodes and
   * milestones too.
   */
  private static void checkOrder(long seed, TaskGraph<Integer> graph, RandomRun run) {
    Map<Integer, Set<Integer>> ancestors = new HashMap<>();
    for (int number : graph.order()) {
      int key = graph.nodeAt(number).key();
      Set<Integer> mine = new HashSet<>();
      for (int before : graph.predecessors(key)) {
        mine.add(before);
        mine.addAll(ancestors.get(before));
      }
      ancestors.put(key, mine);
      for (int before : mine) {
        if (run.begun.containsKey(key) && run.begun.containsKey(before)) {
          assertThat(run.ended.get(before))
              .as("seed %d: %d before %d", seed, before, key)
              .isLessThan(run.begun.get(key));
        }
      }
    }
  }
}
