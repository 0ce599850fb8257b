package dev.deploypipeline.config;

/** How much of a server a lease gets. */
public enum Isolation {
  /** A PostgreSQL database of its own on a shared server, cloned from the template. */
  DATABASE,
  /**
   * A numbered Redis database of its own on a shared server. Isolates keys, and nothing else: not
   * FLUSHALL, not publish and subscribe, not scripts, functions or configuration.
   */
  LOGICAL_DATABASE,
  /** A server of its own. */
  SERVER;

  /** The name as users write it, for example {@code logical-database}. */
  public String id() {
    return Choice.id(this);
  }
}
