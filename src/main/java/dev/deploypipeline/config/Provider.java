package dev.deploypipeline.config;

/** What runs the servers of a service. */
public enum Provider {
  /** Docker where an engine answers, otherwise embedded. */
  AUTO,
  /** Containers of a Docker engine, or of one that speaks its API. */
  DOCKER,
  /** Real servers from Maven artifacts, as child processes. */
  EMBEDDED;

  /**
   * The provider of that name.
   *
   * @param name as written by the user; null or blank means {@link #AUTO}
   * @throws IllegalArgumentException naming the value and the known providers
   */
  static Provider of(String name) {
    return Choice.of(Provider.class, "provider", name, AUTO);
  }
}
