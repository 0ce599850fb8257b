package dev.deploypipeline.tests;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.tests.TestCase.Result;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns failed tests into events, each failure once however often its report is written. */
final class Failures {

  private static final List<String> ASSERTIONS =
      List.of("AssertionFailedError", "AssertionError", "ComparisonFailure");

  private final TestExecution execution;
  private final StackFrames frames;
  private final Set<String> told = new HashSet<>();

  Failures(TestExecution execution) {
    this.execution = execution;
    this.frames = new StackFrames(execution.classDirectories());
  }

  /** The failures of a report that were not told yet. */
  List<RunEvent.TestFailed> untold(Path file, TestReport report, Instant at) {
    List<RunEvent.TestFailed> untold = new ArrayList<>();
    Map<String, Integer> repeated = new HashMap<>();
    for (TestCase test : report.cases()) {
      if (test.result() == Result.FAILED) {
        // Tests of one name there are where an engine has no better names.
        int number = repeated.merge(test.fullName(), 1, Integer::sum);
        if (told.add(file + "\n" + number + "\n" + test.fullName())) {
          untold.add(event(test, at));
        }
      }
    }
    return untold;
  }

  private RunEvent.TestFailed event(TestCase test, Instant at) {
    Optional<String> rerun =
        frames.isOfProject(test.className())
            ? Optional.of(execution.rerun().of(test.className(), test.name()))
            : Optional.empty();
    return new RunEvent.TestFailed(
        at,
        execution.task(),
        test.fullName(),
        message(test),
        frames.firstOfProject(test.trace()),
        rerun);
  }

  /** What a failed test said, or which exception it was. */
  static String message(TestCase test) {
    String message = test.message().strip();
    boolean assertion = ASSERTIONS.stream().anyMatch(test.type()::endsWith);
    if (message.isEmpty()) {
      return test.type();
    }
    // "/ by zero" or a file's name alone say little.
    return assertion || test.type().isEmpty()
        ? message
        : test.type().substring(test.type().lastIndexOf('.') + 1) + ": " + message;
  }
}
