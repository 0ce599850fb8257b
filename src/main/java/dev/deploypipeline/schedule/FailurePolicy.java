package dev.deploypipeline.schedule;

/** What a failed task means for the rest of the run. */
public enum FailurePolicy {
  /** Nothing new starts; what runs is allowed to end; all the rest ends skipped. */
  FAIL_FAST,
  /** Only what requires the failed task, directly or through others, is skipped; the run fails. */
  FAIL_AT_END,
  /** As {@link #FAIL_AT_END}, but the run as a whole succeeds. */
  FAIL_NEVER
}
