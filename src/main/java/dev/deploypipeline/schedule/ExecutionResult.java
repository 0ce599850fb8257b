package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a run of a graph ended.
 *
 * @param results one result per node, milestones and nodes added on the way included, in the order
 *     in which they ended
 * @param statistics what the run took
 * @param outcome CANCELLED when the run was cancelled before every node had succeeded; otherwise
 *     FAILED when a task failed, unless the policy was {@link FailurePolicy#FAIL_NEVER}; otherwise
 *     SUCCEEDED
 * @param listenerFailures what the listener threw, the first {@value #LISTENER_FAILURES_KEPT} at
 *     most
 */
public record ExecutionResult<K>(
    Map<K, NodeResult> results,
    Statistics<K> statistics,
    Outcome outcome,
    List<Throwable> listenerFailures) {
  /** How many exceptions of a listener are kept. */
  public static final int LISTENER_FAILURES_KEPT = 10;

  /** Copies the collections; no component may be null. */
  public ExecutionResult {
    results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(outcome, "outcome");
    listenerFailures = List.copyOf(listenerFailures);
  }

  /** A result without listener failures. */
  public ExecutionResult(Map<K, NodeResult> results, Statistics<K> statistics, Outcome outcome) {
    this(results, statistics, outcome, List.of());
  }

  /** What the failed tasks threw, in the order in which they failed. */
  public Map<K, Throwable> failures() {
    Map<K, Throwable> failures = new LinkedHashMap<>();
    results.forEach(
        (key, result) -> {
          if (result.outcome() == Outcome.FAILED) {
            result.failure().ifPresent(failure -> failures.put(key, failure));
          }
        });
    return Collections.unmodifiableMap(failures);
  }
}
