package dev.deploypipeline.config;

/**
 * What becomes of a test that fails.
 *
 * @param retries how often the test class is run again in a JVM of its own; 0 for never
 * @param failOnFlaky whether a test that failed and then passed fails its module
 */
public record RetrySettings(int retries, boolean failOnFlaky) {

  /** Rejects a negative number with {@link IllegalArgumentException}. */
  public RetrySettings {
    if (retries < 0) {
      throw new IllegalArgumentException(
          "deploy-pipeline.tests.retries is "
              + retries
              + ", and nothing can be run less often than never. Perhaps you should write 2.");
    }
  }

  /** What holds where nothing is said: the first failure counts. */
  public static RetrySettings none() {
    return new RetrySettings(0, false);
  }

  /** Whether anything is other than without these settings. */
  public boolean changeAnything() {
    return retries > 0 || failOnFlaky;
  }
}
