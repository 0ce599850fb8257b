package dev.deploypipeline.reactor;

/** Something decides the result of a task that has no digest. */
final class UnfitInputs extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * @param reason a clause for the log
   */
  UnfitInputs(String reason) {
    super(reason);
  }
}
