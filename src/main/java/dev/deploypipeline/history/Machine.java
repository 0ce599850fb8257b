package dev.deploypipeline.history;

import java.util.Objects;

/**
 * What a run ran on; durations of different machines are not comparable.
 *
 * @param cores the processors the JVM could use, at least 1
 * @param java the version of the JVM
 * @param maven the version of Maven
 * @param threads how many tasks could run at once, at least 1
 */
public record Machine(int cores, String java, String maven, int threads) {

  /** Rejects null, and fewer than one core or thread with {@link IllegalArgumentException}. */
  public Machine {
    if (cores < 1) {
      throw new IllegalArgumentException("cores must be at least 1, got " + cores);
    }
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(maven, "maven");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
  }
}
