package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Draws up the result of a run that is over. */
final class Results {
  private Results() {}

  static <K> ExecutionResult<K> of(
      Progress<K> progress,
      ExecutorSettings settings,
      Instant startedAt,
      List<Throwable> listenerFailures) {
    Map<K, NodeResult> results = progress.results();
    Statistics<K> statistics =
        Statistics.of(
            progress.graph(), results, wall(startedAt, results.values()), settings.threads());
    Outcome outcome = outcome(results.values(), progress.cancelling(), settings.policy());
    return new ExecutionResult<>(results, statistics, outcome, listenerFailures);
  }

  private static Duration wall(Instant startedAt, Collection<NodeResult> results) {
    Instant last = results.stream().map(NodeResult::end).max(Instant::compareTo).orElse(startedAt);
    return last.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, last);
  }

  private static Outcome outcome(
      Collection<NodeResult> results, boolean cancelled, FailurePolicy policy) {
    if (cancelled && results.stream().anyMatch(result -> result.outcome() != Outcome.SUCCEEDED)) {
      return Outcome.CANCELLED;
    }
    boolean failed = results.stream().anyMatch(result -> result.outcome() == Outcome.FAILED);
    return failed && policy != FailurePolicy.FAIL_NEVER ? Outcome.FAILED : Outcome.SUCCEEDED;
  }
}
