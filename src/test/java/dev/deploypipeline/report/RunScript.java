package dev.deploypipeline.report;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.LeftOutTest;
import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.RunSummary;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.Task;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestClassResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays the events of a run to a listener, at times of its own choosing. */
final class RunScript {

  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  static final TaskId CORE_COMPILE =
      new TaskId("org.acme:core", "compiler:compile (default-compile)");
  static final TaskId CORE_TEST = new TaskId("org.acme:core", "surefire:test (default-test)");
  static final TaskId CORE_JAR = new TaskId("org.acme:core", "jar:jar (default-jar)");
  static final TaskId WEB_COMPILE =
      new TaskId("org.acme:web", "compiler:compile (default-compile)");
  static final TaskId WEB_TEST = new TaskId("org.acme:web", "surefire:test (default-test)");
  static final TaskId WEB_LINT = new TaskId("org.acme:web", "checkstyle:check (lint)");

  private final RunListener listener;
  private Instant now = START;

  RunScript(RunListener listener) {
    this.listener = listener;
  }

  static Task task(TaskId id, Stage stage, double expectedSeconds, TaskId... dependsOn) {
    Optional<Duration> expected =
        expectedSeconds > 0 ? Optional.of(seconds(expectedSeconds)) : Optional.empty();
    return new Task(id, stage, Set.of(dependsOn), expected);
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  static String header(TaskId id) {
    return "[INFO] \n[INFO] --- " + id + " ---\n";
  }

  /** Sets the clock, in seconds since the start of the run. */
  RunScript at(double seconds) {
    now = START.plus(seconds(seconds));
    return this;
  }

  RunScript started(int threads) {
    return tell(
        new RunEvent.RunStarted(
            now,
            new RunInfo(
                "shop",
                "1.0-SNAPSHOT",
                List.of("org.acme:core", "org.acme:web"),
                "verify",
                "balanced",
                threads,
                "3.9.16",
                "17.0.15",
                "run")));
  }

  RunScript planned(Task... tasks) {
    return tell(new RunEvent.TasksPlanned(now, Arrays.asList(tasks)));
  }

  /** The tasks of both modules, in two parts. */
  RunScript plannedShop() {
    planned(
        task(CORE_COMPILE, Stage.COMPILE, 3),
        task(CORE_TEST, Stage.UNIT_TESTS, 40, CORE_COMPILE),
        task(CORE_JAR, Stage.PACKAGING, 0, CORE_TEST));
    return planned(
        task(WEB_COMPILE, Stage.COMPILE, 2, CORE_COMPILE),
        task(WEB_TEST, Stage.UNIT_TESTS, 0, WEB_COMPILE),
        task(WEB_LINT, Stage.VALIDATION, 0.4));
  }

  RunScript start(TaskId id, int worker) {
    return tell(new RunEvent.TaskStarted(now, id, worker));
  }

  RunScript output(TaskId id, String text) {
    return tell(new RunEvent.TaskOutput(now, id, text));
  }

  RunScript testFailed(TaskId id, String test, String message) {
    return tell(new RunEvent.TestFailed(now, id, test, message));
  }

  RunScript testFailed(TaskId id, String test, String message, String frame, String rerun) {
    return tell(
        new RunEvent.TestFailed(now, id, test, message, Optional.of(frame), Optional.of(rerun)));
  }

  RunScript tested(TaskId id, TestClassResult... classes) {
    return tell(new RunEvent.TestsFinished(now, id, List.of(classes)));
  }

  RunScript narrowed(TaskId id, boolean wholeClasses, LeftOutTest... slow) {
    return tell(new RunEvent.TestsNarrowed(now, id, wholeClasses, List.of(slow)));
  }

  RunScript finish(TaskId id) {
    return tell(new RunEvent.TaskFinished(now, id, Outcome.SUCCEEDED, Optional.empty()));
  }

  RunScript finish(TaskId id, Outcome outcome, String failure) {
    return tell(new RunEvent.TaskFinished(now, id, outcome, Optional.ofNullable(failure)));
  }

  RunScript notice(Finding.Severity severity, String message) {
    return tell(new RunEvent.Noticed(now, new Finding(severity, message)));
  }

  RunScript found(TaskId id, LintFinding... findings) {
    return tell(new RunEvent.LintFound(now, id, List.of(findings)));
  }

  RunScript end(
      Outcome outcome,
      double wall,
      double busy,
      double idle,
      double critical,
      TaskId... criticalPath) {
    return tell(
        new RunEvent.RunFinished(
            now,
            outcome,
            new RunSummary(
                seconds(wall),
                seconds(busy),
                List.of(criticalPath),
                seconds(critical),
                wall > 0 ? busy / wall : 0,
                seconds(idle))));
  }

  private RunScript tell(RunEvent event) {
    listener.on(event);
    return this;
  }

  /** A run in which all goes well, up to its last event. */
  RunScript untilTheEnd() {
    at(0).started(2).plannedShop();
    at(0.5).start(CORE_COMPILE, 0).start(WEB_LINT, 1);
    at(0.6).output(CORE_COMPILE, header(CORE_COMPILE)).output(WEB_LINT, header(WEB_LINT));
    at(0.9).output(WEB_LINT, "[WARNING] a line that does not end").finish(WEB_LINT);
    at(3.5).output(CORE_COMPILE, "[INFO] Compiling 12 source files\n").finish(CORE_COMPILE);
    at(3.5).start(CORE_TEST, 0).start(WEB_COMPILE, 1);
    at(3.6).output(CORE_TEST, header(CORE_TEST)).output(WEB_COMPILE, header(WEB_COMPILE));
    at(3.65).output(CORE_TEST, "[INFO] Running org.acme.CoreTest\n");
    at(5.5)
        .output(WEB_COMPILE, "[INFO] \u001b[33mCompiling\u001b[m 3 source files\n")
        .finish(WEB_COMPILE);
    at(5.5).start(WEB_TEST, 1);
    at(20).output(WEB_TEST, header(WEB_TEST) + "[INFO] Running org.acme.WebTest\n");
    at(37.2).output(WEB_TEST, "[INFO] Tests run: 7\n");
    at(38)
        .notice(
            Finding.Severity.WARNING,
            "The plugin x is not thread-safe. Perhaps you should update it.");
    at(39).finish(WEB_TEST);
    at(43.5).output(CORE_TEST, "[INFO] Tests run: 99\n").finish(CORE_TEST);
    return at(43.5).start(CORE_JAR, 0).at(43.6).finish(CORE_JAR);
  }

  RunScript success() {
    return untilTheEnd()
        .end(Outcome.SUCCEEDED, 43.1, 79.0, 7.2, 43.1, CORE_COMPILE, CORE_TEST, CORE_JAR);
  }

  /** A run that two failing tests stop. */
  RunScript failure() {
    at(0).started(2).plannedShop();
    at(0.5)
        .start(CORE_COMPILE, 0)
        .at(3.5)
        .finish(CORE_COMPILE)
        .start(CORE_TEST, 0)
        .start(WEB_LINT, 1);
    at(4).output(CORE_TEST, header(CORE_TEST));
    at(5)
        .testFailed(CORE_TEST, "org.acme.CoreTest.adds", "expected: 3\n but was: 4")
        .finish(WEB_LINT);
    at(6)
        .output(CORE_TEST, "[ERROR] org.acme.CoreTest.adds\n")
        .testFailed(CORE_TEST, "org.acme.CoreTest.subtracts", "");
    at(7)
        .finish(
            CORE_TEST, Outcome.FAILED, "There are test failures.\n\nPlease refer to the reports.");
    finish(CORE_JAR, Outcome.SKIPPED, null).finish(WEB_COMPILE, Outcome.SKIPPED, null);
    finish(WEB_TEST, Outcome.SKIPPED, null);
    return at(7.1).end(Outcome.FAILED, 6.5, 8.0, 5.0, 6.5, CORE_COMPILE, CORE_TEST);
  }

  /** A run that is cancelled while a task runs that never ends. */
  RunScript cancellation() {
    at(0).started(2).plannedShop();
    at(1)
        .start(CORE_COMPILE, 0)
        .at(4)
        .finish(CORE_COMPILE)
        .start(CORE_TEST, 0)
        .start(WEB_COMPILE, 1);
    at(5)
        .output(CORE_TEST, header(CORE_TEST))
        .output(WEB_COMPILE, header(WEB_COMPILE) + "[INFO] half a li");
    at(6).finish(WEB_COMPILE, Outcome.CANCELLED, null).finish(WEB_TEST, Outcome.CANCELLED, null);
    return at(6.5).end(Outcome.CANCELLED, 5.5, 7.5, 3.5, 5.5, CORE_COMPILE, CORE_TEST);
  }
}
