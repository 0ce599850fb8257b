package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Hears of tasks that start and end, never of milestones.
 *
 * <p>All calls come from the thread that called {@code execute}, one at a time and in the order in
 * which things happened (a predecessor's end before its successor's start). They may come a little
 * after the fact, which is why they carry its time; all are made before {@code execute} returns. A
 * slow listener delays no task. What a listener throws is kept in {@link
 * ExecutionResult#listenerFailures()} and changes nothing else.
 */
public interface ScheduleListener<K> {
  /** A task was given to a worker. */
  default void started(K key, int worker, Instant at) {}

  /**
   * A task ended, or will never start (skipped or cancelled, then without a call of {@code started}
   * before).
   *
   * @param failure what it threw, for outcome FAILED and, where it was interrupted, CANCELLED
   */
  default void ended(K key, Outcome outcome, Optional<Throwable> failure, Instant at) {}
}
