package dev.deploypipeline.schedule;

import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;

/** A thread of an {@link Execution} that runs one task after the other. */
final class Worker<K> implements Runnable {
  /** Bounds the walk along a chain of causes, which may be a ring. */
  private static final int DEEPEST_CAUSE = 100;

  final int number;

  /** Signalled under the execution's lock when there is a task, or none will come any more. */
  final Condition news;

  /** What this worker is to run or runs; guarded by the execution's lock. */
  NodeState<K> task;

  private final Execution<K> execution;
  private final Work<K> work;
  private Thread thread;

  Worker(int number, Execution<K> execution, Work<K> work, Condition news) {
    this.number = number;
    this.execution = execution;
    this.work = work;
    this.news = news;
  }

  void start(ThreadFactory threads) {
    thread = threads.newThread(this);
    if (thread == null) {
      throw new IllegalStateException(
          "The thread factory made no thread for worker "
              + number
              + ". Perhaps you should ask for fewer threads.");
    }
    thread.start();
  }

  /**
   * To be called under the lock and while there is a task, so that no other code of the thread is
   * interrupted.
   */
  void interrupt() {
    thread.interrupt();
  }

  /** Waits until the thread has ended; true when the caller was interrupted meanwhile. */
  boolean join() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true; // The run is over: the thread has nothing left to do but to end.
      }
    }
  }

  @Override
  public void run() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      Optional<NodeState<K>> next = execution.nextTask(this);
      while (next.isPresent()) {
        Optional<Throwable> failure = runTask(next.get());
        // What a task leaves behind on its thread must not change the next one.
        Thread.currentThread().setContextClassLoader(loader);
        execution.taskEnded(this, failure);
        next = execution.nextTask(this);
      }
    } catch (RuntimeException | Error e) {
      execution.breakOff(e);
    }
  }

  /** Whether {@code failure} is how a task answers an interrupt, wrapped or not. */
  static boolean isInterruption(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private Optional<Throwable> runTask(NodeState<K> state) {
    try {
      work.run(state.node.key(), new Context(state));
      return Optional.empty();
    } catch (
        Throwable failure) { // Errors too: a task that runs out of memory must not stop the others'
      // accounting.
      return Optional.of(failure);
    }
  }

  private final class Context implements TaskContext<K> {
    private final NodeState<K> state;

    Context(NodeState<K> state) {
      this.state = state;
    }

    @Override
    public int worker() {
      return number;
    }

    @Override
    public boolean cancelled() {
      return execution.cancelling();
    }

    @Override
    public void extend(GraphExtension<K> extension) {
      execution.extend(state, extension);
    }
  }
}
