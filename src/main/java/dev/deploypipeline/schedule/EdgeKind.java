package dev.deploypipeline.schedule;

/** What an edge asks of its predecessor. Between the same two nodes {@link #REQUIRES} wins. */
public enum EdgeKind {
  /**
   * The successor needs the predecessor's success: it is skipped when that failed, was skipped or
   * was cancelled.
   */
  REQUIRES,
  /** The successor waits until the predecessor has ended, whatever its outcome. */
  ORDERS
}
