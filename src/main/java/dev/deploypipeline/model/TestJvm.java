package dev.deploypipeline.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the test JVMs of a task were started.
 *
 * @param task the task that ran tests
 * @param engine who started them: {@code surefire}
 * @param start how: {@code plain} or {@code tuned}
 * @param reason why, in a few words
 * @param wall how long they ran, from the first start to the last end; empty where that was not
 *     seen
 * @param cpu their CPU time; empty where that was not seen
 */
public record TestJvm(
    TaskId task,
    String engine,
    String start,
    String reason,
    Optional<Duration> wall,
    Optional<Duration> cpu) {

  /** Rejects null. */
  public TestJvm {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(wall, "wall");
    Objects.requireNonNull(cpu, "cpu");
  }
}
