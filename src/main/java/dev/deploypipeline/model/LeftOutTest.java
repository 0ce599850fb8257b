package dev.deploypipeline.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A test, or a class of tests, that was left out because it is slow.
 *
 * @param name the class, or class and method
 * @param recorded how long it took in earlier runs; empty where it is left out for its tag
 */
public record LeftOutTest(String name, Optional<Duration> recorded) {

  /** Rejects null. */
  public LeftOutTest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(recorded, "recorded");
  }
}
