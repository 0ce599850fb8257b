package dev.deploypipeline.config;

/** Who gets a lease of its own. */
public enum LeaseScope {
  /** One execution of Surefire or Failsafe in one module: all its forks and classes share it. */
  MODULE,
  /** Each test JVM. */
  FORK,
  /** Each test class. */
  CLASS;

  /** The name as users write it. */
  public String id() {
    return Choice.id(this);
  }
}
