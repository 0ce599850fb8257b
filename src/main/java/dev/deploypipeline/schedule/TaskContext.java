package dev.deploypipeline.schedule;

/** What a running task sees of its run. Safe for use by several threads. */
public interface TaskContext<K> {
  /**
   * The number of the worker that runs this task: 0 to threads - 1, and no two tasks have the same
   * at once.
   */
  int worker();

  /** Whether the run is being cancelled; a long task should look at it and end early. */
  boolean cancelled();

  /**
   * Adds nodes and edges to the graph being run; what becomes ready may start before this returns.
   * After a failure under {@link FailurePolicy#FAIL_FAST}, or while cancelling, the new nodes are
   * accepted and end as the other unstarted ones.
   *
   * <p>When it throws, the graph stays as it was.
   *
   * @throws IllegalArgumentException for a key that is there already, an edge to an unknown node,
   *     or a need that the settings cannot meet
   * @throws CycleException when an edge closes a cycle
   * @throws IllegalStateException when a node that has started or ended would get a new
   *     predecessor, or when this task itself has ended
   */
  void extend(GraphExtension<K> extension);
}
