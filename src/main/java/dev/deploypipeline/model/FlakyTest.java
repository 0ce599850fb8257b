package dev.deploypipeline.model;

import java.util.Objects;

/**
 * A test that failed and then passed in the same run.
 *
 * @param test the test, class and method
 * @param message why it failed first; empty where nothing was said
 * @param passed on which retry it passed, for example {@code on retry 1 of 2}; empty where it was
 *     rerun by its own plugin
 */
public record FlakyTest(String test, String message, String passed) {

  /** Rejects null. */
  public FlakyTest {
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(passed, "passed");
  }

  /** One that its own plugin has rerun. */
  public FlakyTest(String test, String message) {
    this(test, message, "");
  }
}
