package dev.deploypipeline.broker;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What a broker has done so far.
 *
 * @param asked how many containers clients asked for
 * @param warm how many of them were warm ones
 * @param passed how many were not, by reason
 * @param saved how much less time the warm ones took to be ready for their clients than a cold one
 *     of the same recipe had taken, or they themselves had where that was less, as far as it is
 *     known
 * @param requests how many requests of any kind were served
 */
public record BrokerStatistics(
    int asked, int warm, Map<PassReason, Integer> passed, Duration saved, long requests) {

  /** Rejects null and numbers that do not add up. */
  public BrokerStatistics {
    passed = Map.copyOf(passed);
    Objects.requireNonNull(saved, "saved");
    int cold = passed.values().stream().mapToInt(Integer::intValue).sum();
    if (asked != warm + cold) {
      throw new IllegalArgumentException(
          "of %d containers %d were warm and %d passed through".formatted(asked, warm, cold));
    }
  }
}
