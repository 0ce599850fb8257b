package dev.deploypipeline.tuning;

import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the test JVMs of one execution of Surefire or Failsafe did in one build.
 *
 * @param fork the execution
 * @param start how they were started
 * @param passed whether all of its tests passed
 * @param wall from the start of the first JVM to the end of the last one, or the time of the whole
 *     execution where no JVM was seen
 * @param cpu the CPU time of these JVMs, up to a sample's distance; empty where none was seen
 */
public record ForkRecord(
    TaskId fork, JvmStart start, boolean passed, Duration wall, Optional<Duration> cpu) {

  /** Rejects null and negative times. */
  public ForkRecord {
    Objects.requireNonNull(fork, "fork");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(cpu, "cpu");
    if (wall.isNegative() || cpu.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException(
          "a fork cannot take less than no time: wall " + wall + ", cpu " + cpu);
    }
  }
}
