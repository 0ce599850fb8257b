package dev.deploypipeline.schedule;

/** What running a task means. */
@FunctionalInterface
public interface Work<K> {
  /**
   * Runs one task on the calling thread; called by several threads at once, never for a milestone.
   *
   * <p>Returning is success, throwing anything (errors included) is failure. While the run is being
   * cancelled the thread is interrupted; an {@link InterruptedException}, or anything caused by
   * one, thrown then means cancelled, not failed.
   */
  void run(K key, TaskContext<K> context) throws Exception;
}
