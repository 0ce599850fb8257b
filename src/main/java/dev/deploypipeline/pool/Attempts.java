package dev.deploypipeline.pool;

import java.util.List;

/** Steps of which each is owed, whatever becomes of the others. */
final class Attempts {

  private Attempts() {}

  /**
   * Runs them all, even if some throw.
   *
   * @throws RuntimeException what the first of those threw then, with the others suppressed
   */
  static void all(List<Runnable> steps) {
    RuntimeException problem = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        if (problem == null) {
          problem = e;
        } else {
          problem.addSuppressed(e);
        }
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
