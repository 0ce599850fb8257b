package shop.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Repeats an action with growing pauses between the attempts. */
public record RetryPolicy(int attempts, Duration firstDelay, double factor, Duration maxDelay) {

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
    }
    if (factor < 1) {
      throw new IllegalArgumentException("factor must be at least 1, not " + factor);
    }
    if (firstDelay.isNegative() || maxDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException("delays must satisfy 0 <= first <= max");
    }
  }

  /** The pauses between the attempts, one fewer than there are attempts. */
  public List<Duration> delays() {
    List<Duration> delays = new ArrayList<>();
    double nanos = firstDelay.toNanos();
    for (int i = 1; i < attempts; i++) {
      delays.add(Duration.ofNanos((long) Math.min(nanos, maxDelay.toNanos())));
      nanos *= factor;
    }
    return delays;
  }

  public <T> T call(Callable<T> action) {
    return call(action, failure -> true);
  }

  /** Retries only failures that {@code retryable} accepts; any other ends the attempts at once. */
  public <T> T call(Callable<T> action, Predicate<Exception> retryable) {
    List<Duration> pauses = delays();
    for (int attempt = 1; ; attempt++) {
      try {
        return action.call();
      } catch (Exception failure) {
        if (attempt == attempts || !retryable.test(failure)) {
          throw new RetriesExhaustedException(attempt, failure);
        }
        Pause.of(pauses.get(attempt - 1));
      }
    }
  }
}
