package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One run of one graph: the lock, the workers and the thread that waits for them.
 *
 * <p>Everything is decided under {@link #lock}, by whichever thread brings news (a task ended, the
 * graph grew, a cancellation). That thread hands the next tasks to idle workers, each of which
 * sleeps on a condition of its own: a wake-up has one addressee and cannot be lost to another. Work
 * and listener run without the lock; the listener only on the thread in {@link #run}, which has
 * nothing else to do.
 */
final class Execution<K> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition newsForCaller = lock.newCondition();
  private final Condition finished = lock.newCondition();
  private final List<Consumer<ScheduleListener<K>>> events = new ArrayList<>();
  private final Crew<K> crew = new Crew<>();
  private final ExecutorSettings settings;
  private final Instant startedAt;
  private final Progress<K> progress;

  /** A defect of the scheduler or its clock: the books may be wrong, so the run ends at once. */
  private Throwable broken;

  /** The caller of {@link #run} was interrupted; used by that thread only. */
  private boolean interrupted;

  Execution(TaskGraph<K> graph, ExecutorSettings settings, InstantSource clock) {
    this.settings = settings;
    this.startedAt = clock.instant();
    this.progress = new Progress<>(graph, settings, clock, events::add);
  }

  /** Runs the graph to its end; see {@link GraphExecutor#execute}. */
  ExecutionResult<K> run(ThreadFactory threads, Work<K> work, ScheduleListener<K> listener) {
    ListenerCalls<K> calls = new ListenerCalls<>(listener);
    try {
      startWorkers(threads, work);
      // An interrupt from before the start must keep every task from starting.
      cancelIfInterrupted();
      guarded(
          () -> {
            if (!over()) {
              progress.begin();
            }
            advance();
          });
      for (var batch = nextEvents(); !batch.isEmpty(); batch = nextEvents()) {
        batch.forEach(calls::make);
      }
    } catch (RuntimeException | Error e) {
      breakOff(e);
      throw e;
    } finally {
      interrupted |= crew.join();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return result(calls.failures());
  }

  /**
   * Nothing new starts, running tasks are interrupted. Does nothing when the run is over or
   * cancelled already.
   */
  void cancel() {
    guarded(
        () -> {
          if (!over() && !progress.cancelling()) {
            progress.cancel();
            crew.interruptBusy();
            advance();
          }
        });
  }

  /** Waits for the end of all nodes; false when {@code grace} was too short, or on an interrupt. */
  boolean awaitEnd(Duration grace) {
    lock.lock();
    try {
      long left = Nanos.of(grace);
      while (!over() && left > 0) {
        left = finished.awaitNanos(left);
      }
      return over();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return over();
    } finally {
      lock.unlock();
    }
  }

  boolean cancelling() {
    lock.lock();
    try {
      return progress.cancelling();
    } finally {
      lock.unlock();
    }
  }

  /** See {@link TaskContext#extend}. */
  void extend(NodeState<K> by, GraphExtension<K> extension) {
    lock.lock();
    try {
      if (by.stage != NodeState.Stage.RUNNING) {
        throw new IllegalStateException(
            "'"
                + by.node.key()
                + "' has ended and cannot extend the graph any more."
                + " Perhaps you should extend it before the task returns.");
      }
      TaskGraph<K> extended = progress.extended(extension);
      guarded(
          () -> {
            progress.adopt(extended);
            advance();
          });
    } finally {
      lock.unlock();
    }
  }

  /** The task that {@code worker} is to run now, waiting for one; empty when it is to end. */
  Optional<NodeState<K>> nextTask(Worker<K> worker) {
    lock.lock();
    try {
      while (!over()) {
        if (worker.task == null) {
          worker.news.awaitUninterruptibly();
        } else if (progress.cancelling()) {
          guarded(() -> end(worker, Outcome.CANCELLED, Optional.empty())); // Given, but not begun.
        } else {
          Thread.interrupted(); // One that was meant for an earlier task of this worker.
          return Optional.of(worker.task);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** {@code worker} has run its task, which threw {@code failure} if present. */
  void taskEnded(Worker<K> worker, Optional<Throwable> failure) {
    guarded(
        () -> {
          if (broken == null) {
            boolean cancelled =
                progress.cancelling() && failure.filter(Worker::isInterruption).isPresent();
            Outcome failed = cancelled ? Outcome.CANCELLED : Outcome.FAILED;
            end(worker, failure.isPresent() ? failed : Outcome.SUCCEEDED, failure);
          }
        });
  }

  /** Ends the run, because its books can no longer be trusted: better an error than a hang. */
  void breakOff(Throwable defect) {
    lock.lock();
    try {
      if (broken == null) {
        broken = defect;
        crew.interruptBusy();
        wakeAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void startWorkers(ThreadFactory threads, Work<K> work) {
    // All by the caller's thread and before the first task: a thread inherits the context class
    // loader of its creator.
    lock.lock();
    try {
      for (int number = 0; number < settings.threads(); number++) {
        Worker<K> worker = new Worker<>(number, this, work, lock.newCondition());
        worker.start(threads);
        crew.add(worker);
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Worker<K> worker, Outcome outcome, Optional<Throwable> failure) {
    progress.ended(crew.takeFrom(worker), outcome, failure);
    advance();
  }

  /** Settles what the news mean, hands out tasks, and tells those who wait for it. */
  private void advance() {
    progress.settle();
    for (OptionalInt worker = crew.nextIdle(); worker.isPresent(); worker = crew.nextIdle()) {
      Optional<NodeState<K>> next = progress.startNext(worker.getAsInt());
      if (next.isEmpty()) {
        break;
      }
      crew.give(worker.getAsInt(), next.get());
    }
    if (progress.stuck()) {
      throw new IllegalStateException(
          "Nothing runs and nothing can start, although not all has ended of "
              + progress.graph()
              + ". Perhaps you should report this as a defect of the scheduler.");
    }
    if (over()) {
      wakeAll();
    }
    newsForCaller.signal();
  }

  private boolean over() {
    return broken != null || progress.over();
  }

  private void wakeAll() {
    crew.wakeAll();
    finished.signalAll();
    newsForCaller.signal();
  }

  private void guarded(Runnable change) {
    lock.lock();
    try {
      change.run();
    } catch (RuntimeException | Error e) {
      breakOff(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What to tell the listener next, waiting for it; empty when the run is over and all has been
   * told.
   */
  private List<Consumer<ScheduleListener<K>>> nextEvents() {
    lock.lock();
    try {
      while (events.isEmpty() && !over()) {
        try {
          newsForCaller.await();
        } catch (InterruptedException e) {
          interrupted = true;
          cancel();
        }
      }
      cancelIfInterrupted();
      List<Consumer<ScheduleListener<K>>> batch = List.copyOf(events);
      events.clear();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void cancelIfInterrupted() {
    if (Thread.interrupted()) {
      interrupted = true;
      cancel();
    }
  }

  private ExecutionResult<K> result(List<Throwable> listenerFailures) {
    lock.lock();
    try {
      if (broken != null) {
        throw new IllegalStateException(
            "The run was broken off: " + broken + ". Perhaps you should look at the cause below.",
            broken);
      }
      return Results.of(progress, settings, startedAt, listenerFailures);
    } finally {
      lock.unlock();
    }
  }
}
