package dev.deploypipeline.config;

/**
 * What a failed module means for the others, as Maven's {@code -ff}, {@code -fae} and {@code -fn}.
 */
public enum FailureMode {
  /** Nothing new starts after the first failure. */
  FAIL_FAST,
  /** Modules that do not depend on the failed one go on. */
  FAIL_AT_END,
  /** All modules go on, and the build succeeds. */
  FAIL_NEVER
}
