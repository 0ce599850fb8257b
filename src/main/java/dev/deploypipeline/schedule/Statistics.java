package dev.deploypipeline.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run took.
 *
 * @param wall from the start of the run to the end of its last node
 * @param busy the sum of the tasks' durations
 * @param idle the time that the threads together did not run a task: threads x wall - busy
 * @param parallelism busy / wall: how many tasks ran at once on average; 0 when wall is zero
 * @param criticalPath the chain of tasks, each a predecessor of the next (directly or through
 *     milestones and tasks that did not run), with the largest sum of measured durations; only
 *     tasks that ran are in it
 * @param criticalPathDuration that sum: no number of threads could have made this graph faster
 */
public record Statistics<K>(
    Duration wall,
    Duration busy,
    Duration idle,
    double parallelism,
    List<K> criticalPath,
    Duration criticalPathDuration) {
  /** Copies the list; no component may be null. */
  public Statistics {
    Objects.requireNonNull(wall, "wall");
    Objects.requireNonNull(busy, "busy");
    Objects.requireNonNull(idle, "idle");
    Objects.requireNonNull(criticalPathDuration, "criticalPathDuration");
    criticalPath = List.copyOf(criticalPath);
  }

  /** Computes them from the results of all nodes of {@code graph}. */
  static <K> Statistics<K> of(
      TaskGraph<K> graph, Map<K, NodeResult> results, Duration wall, int threads) {
    Duration busy =
        results.values().stream().map(NodeResult::duration).reduce(Duration.ZERO, Duration::plus);
    Duration idle = wall.multipliedBy(threads).minus(busy);
    double parallelism = wall.isZero() ? 0 : (double) Nanos.of(busy) / Nanos.of(wall);
    long[] pathTo = new long[graph.size()];
    int[] via = new int[graph.size()];
    int last = -1;
    for (int node : graph.order()) {
      via[node] = latest(graph.wiring().before(node), pathTo);
      long own = Nanos.of(results.get(graph.nodeAt(node).key()).duration());
      pathTo[node] = Nanos.sum(own, via[node] < 0 ? 0 : pathTo[via[node]]);
      if (last < 0 || pathTo[node] > pathTo[last]) {
        last = node;
      }
    }
    List<K> path = new ArrayList<>();
    for (int node = last; node >= 0; node = via[node]) {
      K key = graph.nodeAt(node).key();
      if (results.get(key).ran()) {
        path.add(0, key);
      }
    }
    Duration longest = last < 0 ? Duration.ZERO : Duration.ofNanos(pathTo[last]);
    return new Statistics<>(
        wall, busy, idle.isNegative() ? Duration.ZERO : idle, parallelism, path, longest);
  }

  private static int latest(Links before, long[] pathTo) {
    int latest = -1;
    for (int i = 0; i < before.count(); i++) {
      if (latest < 0 || pathTo[before.node(i)] > pathTo[latest]) {
        latest = before.node(i);
      }
    }
    return latest;
  }
}
