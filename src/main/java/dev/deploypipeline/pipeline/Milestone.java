package dev.deploypipeline.pipeline;

/**
 * Fixed points of a module. Tasks of other modules wait for these and never for single mojos, which
 * is what allows a module to be planned late. Each one includes the same point of all upstream
 * modules.
 */
public enum Milestone {
  /** The module may begin. */
  START,
  /** Its mojo executions are known. */
  PLANNED,
  /** All up to {@code process-classes} has run. */
  CLASSES,
  /** All up to {@code process-test-classes} has run. */
  TEST_CLASSES,
  /** Its artifacts are made; tests and checks may still run. */
  PACKAGED,
  /** All up to {@code verify} has run. */
  VERIFIED,
  /** All has run. */
  FINISHED
}
