package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How one node ended.
 *
 * @param outcome its outcome
 * @param start when it started; equal to {@code end} for a milestone and for what never started
 * @param end when it ended
 * @param worker the worker that ran it, or {@link #NO_WORKER} for a milestone and for what never
 *     started
 * @param failure what it threw, if anything
 */
public record NodeResult(
    Outcome outcome, Instant start, Instant end, int worker, Optional<Throwable> failure) {
  /** The worker of a node that no worker ran. */
  public static final int NO_WORKER = -1;

  /** No component may be null. */
  public NodeResult {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(failure, "failure");
  }

  /** How long it ran; zero rather than negative when the clock was set back meanwhile. */
  public Duration duration() {
    Duration duration = Duration.between(start, end);
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** Whether a worker ran it: false for milestones and for what never started. */
  public boolean ran() {
    return worker != NO_WORKER;
  }
}
