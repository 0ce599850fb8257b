package dev.deploypipeline.model;

/** How a task, a module or a run ended. */
public enum Outcome {
  /** It ran and did what it should. */
  SUCCEEDED,
  /** It ran and failed. */
  FAILED,
  /** It never ran, because something that it needs failed or the run was stopping. */
  SKIPPED,
  /** It was interrupted, or had not started, when the run was cancelled. */
  CANCELLED
}
