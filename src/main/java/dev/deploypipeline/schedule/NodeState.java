package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import java.time.Instant;

/** Where one node of a running graph stands. Guarded by the lock of its {@link Execution}. */
final class NodeState<K> {
  enum Stage {
    WAITING,
    READY,
    RUNNING,
    ENDED
  }

  final int number;
  final Node<K> node;
  Stage stage = Stage.WAITING;

  /** Predecessors that have not ended. */
  int pending;

  /** A required predecessor ended without success. */
  boolean doomed;

  /** Null until the node has started. */
  Instant start;

  /** Null until the node has ended. */
  Outcome outcome;

  int worker = NodeResult.NO_WORKER;

  NodeState(int number, Node<K> node) {
    this.number = number;
    this.node = node;
  }

  boolean startedOrEnded() {
    return stage == Stage.RUNNING || stage == Stage.ENDED;
  }
}
