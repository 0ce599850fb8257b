package dev.deploypipeline.broker;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a client may ask of the wire.
 *
 * @param headBytes the most bytes of a request's head
 * @param headTime how long a head may take from its first byte to its last
 * @param linger how long what a client still sends is read behind the last answer, so that the end
 *     of the connection does not overtake the answer
 * @param engineTime how long the engine may take to answer a request of ours
 * @param closing how long a scope, or the broker, may take to remove all that is left
 */
record Limits(
    int headBytes, Duration headTime, Duration linger, Duration engineTime, Duration closing) {

  /** Rejects null. */
  Limits {
    Objects.requireNonNull(headTime, "headTime");
    Objects.requireNonNull(linger, "linger");
    Objects.requireNonNull(engineTime, "engineTime");
    Objects.requireNonNull(closing, "closing");
  }

  /** As generous as the engine, whose limit for a head is that of Go's server. */
  static Limits defaults() {
    return new Limits(
        1 << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(120),
        Duration.ofSeconds(30));
  }
}
