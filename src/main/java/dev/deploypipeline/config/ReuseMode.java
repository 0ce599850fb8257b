package dev.deploypipeline.config;

/** Whether results of tasks are taken from earlier builds, and kept for later ones. */
public enum ReuseMode {
  /** Neither. */
  OFF,
  /** They are taken, and none is kept. */
  READ,
  /** None is taken, so that every task runs, and they are kept. */
  WRITE,
  /** Both. */
  ON;

  /**
   * The mode of that name, as {@code -Ddeploy-pipeline.reuse} has it.
   *
   * @param name null or blank for the other one
   * @throws IllegalArgumentException naming the value and the known ones, for any other
   */
  public static ReuseMode of(String name, ReuseMode otherwise) {
    return Choice.of(ReuseMode.class, "deploy-pipeline.reuse", name, otherwise);
  }

  /** Whether results are taken. */
  public boolean reads() {
    return this == READ || this == ON;
  }

  /** Whether results are kept. */
  public boolean writes() {
    return this == WRITE || this == ON;
  }
}
