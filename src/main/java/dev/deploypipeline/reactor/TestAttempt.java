package dev.deploypipeline.reactor;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.tests.AttemptReports;
import dev.deploypipeline.tests.FailsafeSummary;
import dev.deploypipeline.tests.ResultLines;
import dev.deploypipeline.tests.TestWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoFailureException;

/** One attempt at the tests of a task. Used by the task's thread only. */
final class TestAttempt {

  private final TaskId task;
  private final Set<String> asked;
  private Map<String, Object> facts = Map.of();
  private Optional<TestWatch> watch = Optional.empty();
  private boolean readable;
  private String tag = "";
  private Optional<RunEvent.TestsFinished> results = Optional.empty();

  /**
   * An attempt that is about to begin.
   *
   * @param asked the classes that are run again; none for the first attempt
   */
  TestAttempt(TaskId task, Set<String> asked) {
    this.task = task;
    this.asked = Set.copyOf(asked);
  }

  TaskId task() {
    return task;
  }

  boolean isRetry() {
    return !asked.isEmpty();
  }

  /** The classes that are run again. */
  List<String> asked() {
    return List.copyOf(new TreeSet<>(asked));
  }

  /** Somebody reads its reports from now on. */
  void watched(TestWatch one, Map<String, Object> known) {
    watch = Optional.of(one);
    facts = Map.copyOf(known);
  }

  /** Its reports were read to the end; empty where one could not be. */
  void ended(Optional<Set<String>> failed) {
    readable = failed.isPresent();
  }

  void leavesOut(String one) {
    tag = one;
  }

  /** The tag whose tests it leaves out; empty for none. */
  String tag() {
    return tag;
  }

  void results(RunEvent.TestsFinished all) {
    results = Optional.of(all);
  }

  /** What became of its classes. */
  Optional<RunEvent.TestsFinished> results() {
    return results;
  }

  /** The tests that failed and then passed. */
  List<FlakyTest> flaky() {
    return results.stream()
        .flatMap(all -> all.classes().stream())
        .flatMap(one -> one.flaky().stream())
        .toList();
  }

  boolean ignoresFailures() {
    return facts.containsKey("failuresIgnored");
  }

  Optional<Path> summary() {
    return Optional.ofNullable((Path) facts.get("summary"));
  }

  Path directory() {
    return (Path) facts.get("reports");
  }

  /** What its reports said. */
  AttemptReports reports() {
    return watch.orElseThrow().reports();
  }

  /** Why its tests cannot run again, whatever failed. */
  Optional<String> obstacle() {
    if (watch.isEmpty()) {
      return Optional.of("its reports are not read");
    }
    Optional<String> told = Optional.ofNullable((String) facts.get("notRetried"));
    if (told.isPresent()) {
      return told;
    }
    List<?> known = facts.get("classes") instanceof List<?> list ? list : List.of();
    AttemptReports reports = reports();
    if (reports.failedClasses().isEmpty()) {
      return Optional.of("no report names a test that failed");
    }
    for (String failed : reports.failedClasses()) {
      if (!known.contains(failed)) {
        return Optional.of(failed + " is none of the classes that it looked for");
      }
      if (reports.areShared(failed)) {
        return Optional.of("the report of " + failed + " holds other classes as well");
      }
    }
    return Optional.empty();
  }

  /**
   * Why its reports are not known to tell everything that failed.
   *
   * @param failure what the mojo threw
   * @param lines what it printed
   */
  Optional<String> doubt(Optional<MojoFailureException> failure, ResultLines lines) {
    OptionalInt printed = lines.take(task);
    if (watch.isEmpty() || !readable) {
      return Optional.of("one of its reports cannot be read");
    }
    if (failure.isPresent() && !isOfTests(failure.get())) {
      return Optional.of("more than tests failed: " + firstLine(failure.get()));
    }
    OptionalInt expected = summary().isEmpty() && failure.isEmpty() ? OptionalInt.of(0) : printed;
    if (summary().isPresent()) {
      try {
        Optional<FailsafeSummary> summed = FailsafeSummary.read(summary().get());
        if (summed.isEmpty()) {
          return Optional.of("a test JVM crashed or was ended");
        }
        expected = OptionalInt.of(summed.get().failed());
      } catch (IOException e) {
        return Optional.of("its summary cannot be read (" + e + ")");
      }
    }
    if (expected.isEmpty()) {
      return Optional.of("it does not print how many tests failed");
    }
    int reported = reports().failed();
    return reported == expected.getAsInt()
        ? Optional.empty()
        : Optional.of(
            "its reports name "
                + reported
                + " failed tests where it counted "
                + expected.getAsInt());
  }

  /** Surefire wraps what goes wrong beside the tests, and says what else it fails for. */
  private static boolean isOfTests(MojoFailureException failure) {
    String message = String.valueOf(failure.getMessage());
    return failure.getCause() == null
        && !message.contains("There was a timeout")
        && !message.contains("No tests")
        && !message.contains("failOnFlakeCount");
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
  }
}
