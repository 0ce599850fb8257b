package dev.deploypipeline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is told of tests, and what becomes of those that fail.
 *
 * @param slow how long a test class may hold its JVM before it is called slow
 * @param kill how long a test class may hold its JVM before that is ended; empty for any time
 * @param retries whether classes that fail are run again
 */
public record TestSettings(Duration slow, Optional<Duration> kill, RetrySettings retries) {

  /** Those without retries. */
  public TestSettings(Duration slow, Optional<Duration> kill) {
    this(slow, kill, RetrySettings.none());
  }

  /** Rejects null, and a negative time with {@link IllegalArgumentException}. */
  public TestSettings {
    requirePositive("deploy-pipeline.tests.slow", slow);
    kill.ifPresent(limit -> requirePositive("deploy-pipeline.tests.kill", limit));
    Objects.requireNonNull(retries, "retries");
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          name
              + " is "
              + DurationText.of(duration)
              + ", which every test class exceeds. Perhaps you should write it as 90s.");
    }
  }

  /**
   * The settings of those texts.
   *
   * @param slow as {@link DurationText#parse} reads it
   * @param kill the same; null for no limit
   * @throws IllegalArgumentException naming the setting and its value, for a bad one
   */
  public static TestSettings parse(String slow, String kill) {
    return new TestSettings(
        duration("deploy-pipeline.tests.slow", slow),
        Optional.ofNullable(kill).map(text -> duration("deploy-pipeline.tests.kill", text)));
  }

  /** The same with other retries. */
  public TestSettings with(RetrySettings others) {
    return new TestSettings(slow, kill, others);
  }

  /** What holds where nothing is said: slow is what takes more than 10 s, and nothing is ended. */
  public static TestSettings defaults() {
    return new TestSettings(Duration.ofSeconds(10), Optional.empty());
  }

  private static Duration duration(String name, String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }
}
