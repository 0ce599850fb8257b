package dev.deploypipeline.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Runs task graphs, one at a time, on {@link ExecutorSettings#threads()} threads that live as long
 * as the run.
 *
 * <p>Among the ready tasks the one with the longest way to the end starts first (ties: the order of
 * insertion). A task that waits for resources keeps tasks of lower priority from taking them, so it
 * does not starve.
 */
public final class GraphExecutor<K> {
  private final ExecutorSettings settings;
  private final InstantSource clock;
  private final Optional<ThreadFactory> threads;
  private final Object monitor = new Object();
  private Execution<K> current;
  private boolean cancelled;

  /**
   * An executor with the system's clock and daemon threads named {@code deploy-pipeline-<worker>}.
   */
  public GraphExecutor(ExecutorSettings settings) {
    this(settings, Clock.systemUTC());
  }

  /** An executor with daemon threads named {@code deploy-pipeline-<worker>}. */
  public GraphExecutor(ExecutorSettings settings, InstantSource clock) {
    this(settings, clock, Optional.empty());
  }

  /**
   * An executor.
   *
   * @param clock tells starts and ends
   * @param threads makes the threads, all of them when a run starts
   */
  public GraphExecutor(ExecutorSettings settings, InstantSource clock, ThreadFactory threads) {
    this(settings, clock, Optional.of(threads));
  }

  private GraphExecutor(
      ExecutorSettings settings, InstantSource clock, Optional<ThreadFactory> threads) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.threads = threads;
  }

  /**
   * Runs the graph and returns when all its nodes have ended, the running tasks included, and the
   * listener has been told.
   *
   * <p>When the calling thread is interrupted, the run is cancelled; this method still waits for
   * the running tasks and then returns a result with outcome CANCELLED, with the thread's interrupt
   * flag set again. (It does not throw, so that what had been done until then can be reported.)
   *
   * @throws IllegalArgumentException before anything runs, when a node needs a resource that the
   *     settings do not declare or more of it than there is
   * @throws IllegalStateException when this executor is running another graph; or when the clock,
   *     the thread factory or the executor itself broke, after the running tasks, which are
   *     interrupted then, have ended
   */
  public ExecutionResult<K> execute(
      TaskGraph<K> graph, Work<K> work, ScheduleListener<K> listener) {
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(listener, "listener");
    graph.keys().forEach(key -> settings.check(graph.node(key)));
    Execution<K> execution = new Execution<>(graph, settings, clock);
    enter(execution);
    try {
      return execution.run(threads.orElseGet(NamedThreads::new), work, listener);
    } finally {
      leave();
    }
  }

  /**
   * Cancels: nothing new starts, the running tasks are interrupted, and what has not started ends
   * CANCELLED. It holds for good: a run started later is cancelled before its first task, so that a
   * cancellation cannot come too early. May be called from any thread, and again; a task that calls
   * it for its own run gets false.
   *
   * @param grace how long to wait for the running tasks, zero for not at all
   * @return whether all nodes have ended, or nothing was running; false also when the calling
   *     thread is interrupted, whose flag is then set
   */
  public boolean cancel(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException(
          "The grace is negative: " + grace + ". Perhaps you should give zero.");
    }
    Execution<K> execution;
    synchronized (monitor) {
      cancelled = true;
      execution = current;
    }
    if (execution == null) {
      return true;
    }
    execution.cancel();
    return execution.awaitEnd(grace);
  }

  /** Cancels as {@link #cancel(Duration)} does, without waiting. */
  public void cancel() {
    cancel(Duration.ZERO);
  }

  private void enter(Execution<K> execution) {
    synchronized (monitor) {
      if (current != null) {
        throw new IllegalStateException(
            "This executor is already running a graph. Perhaps you should use an executor for each.");
      }
      current = execution;
      if (cancelled) {
        execution.cancel();
      }
    }
  }

  private void leave() {
    synchronized (monitor) {
      current = null;
    }
  }
}
