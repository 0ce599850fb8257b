package dev.deploypipeline.tests;

import dev.deploypipeline.model.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One execution of Surefire or Failsafe, as far as its results are concerned.
 *
 * @param task the task that runs it
 * @param reports where it writes its reports; need not exist
 * @param suffix what their names end in; empty for none
 * @param classDirectories where the module's classes are, tests first
 * @param tempDirectory where it keeps what its test JVMs read at their start; no other execution
 *     has the same
 * @param selected whether somebody chose some of its tests for this build only
 * @param reruns whether it runs failed tests again by itself, so that a failure may not be the last
 *     word
 * @param slow how long a class may hold its JVM before it is called slow
 * @param kill how long a class may hold its JVM before that is ended; empty for any time
 * @param rerun names the command that runs one of its tests again
 */
public record TestExecution(
    TaskId task,
    Path reports,
    String suffix,
    List<Path> classDirectories,
    Optional<Path> tempDirectory,
    boolean selected,
    boolean reruns,
    Duration slow,
    Optional<Duration> kill,
    RerunCommand rerun) {

  /** Rejects null; copies the list. */
  public TestExecution {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(reports, "reports");
    Objects.requireNonNull(suffix, "suffix");
    classDirectories = List.copyOf(classDirectories);
    Objects.requireNonNull(tempDirectory, "tempDirectory");
    Objects.requireNonNull(slow, "slow");
    Objects.requireNonNull(kill, "kill");
    if (kill.isPresent() && tempDirectory.isEmpty()) {
      throw new IllegalArgumentException(
          "the JVMs of " + task + " cannot be told from others, so none of them may be ended");
    }
    if (classDirectories.isEmpty()) {
      throw new IllegalArgumentException(task + " needs the directory of its test classes");
    }
    Objects.requireNonNull(rerun, "rerun");
  }
}
