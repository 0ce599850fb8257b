package dev.deploypipeline.model;

import java.util.Objects;

/**
 * A test that failed and then passed in the same run.
 *
 * @param test the test, class and method
 * @param message why it failed first; empty where nothing was said
 */
public record FlakyTest(String test, String message) {

  /** Rejects null. */
  public FlakyTest {
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(message, "message");
  }
}
