package dev.deploypipeline.schedule;

import static dev.deploypipeline.schedule.Runs.graph;
import static dev.deploypipeline.schedule.Runs.threads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatisticsTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Runs.Diary diary = new Runs.Diary();
  private final GatedWork work = new GatedWork();

  @Test
  void aKnownRunIsMeasured() throws Exception {
    // a runs 0-10 and b 0-4; c follows b, 4-6; d follows a through a milestone, 10-15.
    var run =
        Runs.start(
            new GraphExecutor<>(threads(2), now::get),
            graph("a", "b", "c", "(m)", "d", "b=>c", "a=>m", "c->m", "m=>d"),
            work,
            diary);
    work.awaitBegun("a");
    work.awaitBegun("b");
    at(4, "b", "-b SUCCEEDED");
    at(6, "c", "-c SUCCEEDED");
    at(10, "a", "-a SUCCEEDED");
    at(15, "d", "-d SUCCEEDED");
    ExecutionResult<String> result = run.await();
    assertThat(result.statistics())
        .isEqualTo(
            new Statistics<>(
                seconds(15), seconds(21), seconds(9), 1.4, List.of("a", "d"), seconds(15)));
    assertThat(result.results().get("d"))
        .isEqualTo(
            new NodeResult(
                Outcome.SUCCEEDED,
                Instant.ofEpochSecond(10),
                Instant.ofEpochSecond(15),
                0,
                Optional.empty()));
    assertThat(result.results().get("m").start()).isEqualTo(Instant.ofEpochSecond(10));
  }

  @Test
  void theCriticalPathGoesByMeasuredTimeNotByExpectedCost() {
    Statistics<String> statistics =
        Statistics.of(
            graph("expensive:100", "slow:1", "end", "expensive=>end", "slow=>end"),
            Map.of("expensive", ran(0, 2), "slow", ran(0, 7), "end", ran(7, 8)),
            seconds(8),
            2);
    assertThat(statistics.criticalPath()).containsExactly("slow", "end");
    assertThat(statistics.criticalPathDuration()).isEqualTo(seconds(8));
  }

  @Test
  void whatDidNotRunIsNotOnTheCriticalPath() {
    NodeResult skipped =
        new NodeResult(
            Outcome.SKIPPED,
            Instant.ofEpochSecond(3),
            Instant.ofEpochSecond(3),
            NodeResult.NO_WORKER,
            Optional.empty());
    Statistics<String> statistics =
        Statistics.of(
            graph("bad", "skipped", "last", "bad=>skipped", "skipped->last"),
            Map.of("bad", ran(0, 3), "skipped", skipped, "last", ran(3, 4)),
            seconds(4),
            1);
    assertThat(statistics.criticalPath()).containsExactly("bad", "last");
    assertThat(statistics.idle()).isZero();
  }

  @Test
  void anEmptyRunHasNoParallelism() {
    assertThat(Statistics.of(graph(), Map.of(), Duration.ZERO, 4))
        .isEqualTo(
            new Statistics<>(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, List.of(), Duration.ZERO));
  }

  @Test
  void aClockSetBackMakesNoNegativeDurations() throws Exception {
    now.set(Instant.ofEpochSecond(100));
    var run = Runs.start(new GraphExecutor<>(threads(1), now::get), graph("a"), work, diary);
    work.awaitBegun("a");
    at(50, "a", "-a SUCCEEDED");
    ExecutionResult<String> result = run.await();
    assertThat(result.results().get("a").duration()).isZero();
    assertThat(result.statistics().wall()).isZero();
  }

  private void at(long second, String key, String line) throws InterruptedException {
    work.awaitBegun(key);
    now.set(Instant.ofEpochSecond(second));
    work.open(key);
    diary.await(line);
  }

  private static NodeResult ran(long start, long end) {
    return new NodeResult(
        Outcome.SUCCEEDED,
        Instant.ofEpochSecond(start),
        Instant.ofEpochSecond(end),
        0,
        Optional.empty());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
