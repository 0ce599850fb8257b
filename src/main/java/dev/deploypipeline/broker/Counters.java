package dev.deploypipeline.broker;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts. Safe for use by many threads. */
final class Counters {

  private final Map<PassReason, Integer> passed = new EnumMap<>(PassReason.class);
  private final AtomicLong requests = new AtomicLong();
  private int warm;
  private long savedMillis;

  void request() {
    requests.incrementAndGet();
  }

  synchronized void warm() {
    warm++;
  }

  synchronized void passed(PassReason reason) {
    passed.merge(reason, 1, Integer::sum);
  }

  /** What counted as warm was not used after all. */
  synchronized void notWarmAfterAll(PassReason reason) {
    warm--;
    passed(reason);
  }

  synchronized void saved(long millis) {
    savedMillis += millis;
  }

  synchronized BrokerStatistics statistics() {
    int cold = passed.values().stream().mapToInt(Integer::intValue).sum();
    return new BrokerStatistics(
        warm + cold, warm, passed, Duration.ofMillis(savedMillis), requests.get());
  }
}
