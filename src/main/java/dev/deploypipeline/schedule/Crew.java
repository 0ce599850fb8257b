package dev.deploypipeline.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * The workers of an {@link Execution} and which of them are idle; guarded by its lock, except for
 * {@link #join}.
 */
final class Crew<K> {
  private final List<Worker<K>> workers = new ArrayList<>();
  private final BitSet idle = new BitSet();

  /** Adds an idle worker; workers must come in the order of their numbers. */
  void add(Worker<K> worker) {
    workers.add(worker);
    idle.set(worker.number);
  }

  /** The lowest number of an idle worker. */
  OptionalInt nextIdle() {
    return idle.isEmpty() ? OptionalInt.empty() : OptionalInt.of(idle.nextSetBit(0));
  }

  void give(int number, NodeState<K> task) {
    Worker<K> worker = workers.get(number);
    idle.clear(number);
    worker.task = task;
    worker.news.signal();
  }

  /** The task that the worker had, which is idle from now on. */
  NodeState<K> takeFrom(Worker<K> worker) {
    NodeState<K> task = worker.task;
    worker.task = null;
    idle.set(worker.number);
    return task;
  }

  void interruptBusy() {
    workers.stream().filter(worker -> worker.task != null).forEach(Worker::interrupt);
  }

  void wakeAll() {
    workers.forEach(worker -> worker.news.signal());
  }

  /** Waits until all threads have ended; true when the caller was interrupted meanwhile. */
  boolean join() {
    boolean interrupted = false;
    for (Worker<K> worker : workers) {
      interrupted |= worker.join();
    }
    return interrupted;
  }
}
