package dev.deploypipeline.report;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The events of a run so far, gathered into what every report asks for. */
final class RunState {

  private final Map<TaskId, TaskRun> tasks = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<RunEvent.TestFailed> failedTests = new ArrayList<>();
  private final List<LintFinding> lintFindings = new ArrayList<>();
  private final List<RunEvent.TestsFinished> finishedTests = new ArrayList<>();
  private Optional<RunInfo> info = Optional.empty();
  private Optional<RunEvent.RunFinished> finished = Optional.empty();
  private Instant started = Instant.MAX;
  private Instant now = Instant.MIN;
  private int done;

  void on(RunEvent event) {
    started = event.at().isBefore(started) ? event.at() : started;
    passed(event.at());
    if (event instanceof RunEvent.RunStarted run) {
      info = Optional.of(run.info());
    } else if (event instanceof RunEvent.TasksPlanned plan) {
      plan.tasks().forEach(task -> task(task.id()).planned(task));
    } else if (event instanceof RunEvent.TaskStarted start) {
      task(start.id()).started(start.at(), start.worker());
    } else if (event instanceof RunEvent.TestFailed test) {
      failedTests.add(test);
    } else if (event instanceof RunEvent.TestsNarrowed narrowing) {
      task(narrowing.id()).narrowed(narrowing);
    } else if (event instanceof RunEvent.TestsFinished tests) {
      finishedTests.add(tests);
      forgetFlaky(tests);
    } else if (event instanceof RunEvent.TaskFinished end) {
      TaskRun task = task(end.id());
      done += task.outcome().isPresent() ? 0 : 1;
      task.finished(end.at(), end.outcome(), end.failure());
    } else if (event instanceof RunEvent.LintFound found) {
      lintFindings.addAll(found.findings());
    } else if (event instanceof RunEvent.TestJvmsTold jvms) {
      jvms.testJvms().forEach(jvm -> find(jvm.task()).ifPresent(task -> task.ranTests(jvm)));
    } else if (event instanceof RunEvent.ReuseDecided reuse) {
      task(reuse.decision().task()).decided(reuse.decision());
    } else if (event instanceof RunEvent.Noticed notice) {
      findings.add(notice.finding());
    } else if (event instanceof RunEvent.RunFinished end) {
      finished = Optional.of(end);
    }
  }

  /** What failed at once may have passed when it was run again. */
  private void forgetFlaky(RunEvent.TestsFinished tests) {
    Set<String> flaky =
        tests.classes().stream()
            .flatMap(one -> one.flaky().stream())
            .filter(test -> !test.passed().isEmpty())
            .map(FlakyTest::test)
            .collect(Collectors.toSet());
    failedTests.removeIf(test -> test.id().equals(tests.id()) && flaky.contains(test.test()));
  }

  /** Time went by without an event. */
  void passed(Instant at) {
    now = at.isAfter(now) ? at : now;
  }

  private TaskRun task(TaskId id) {
    return tasks.computeIfAbsent(id, TaskRun::new);
  }

  Optional<RunInfo> info() {
    return info;
  }

  Optional<RunEvent.RunFinished> end() {
    return finished;
  }

  /** The time of the first event; meaningless before it. */
  Instant started() {
    return started;
  }

  /** The time of the latest event; no clock is read. */
  Instant now() {
    return now;
  }

  Duration elapsed() {
    return Duration.between(started, now);
  }

  /** All tasks, in the order in which they became known. */
  Collection<TaskRun> tasks() {
    return Collections.unmodifiableCollection(tasks.values());
  }

  Optional<TaskRun> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** The tasks that run now, the longest running first. */
  List<TaskRun> running() {
    return tasks.values().stream()
        .filter(TaskRun::isRunning)
        .sorted(
            Comparator.comparing((TaskRun task) -> task.startedAt().orElseThrow())
                .thenComparing(TaskRun::worker))
        .toList();
  }

  /** How many tasks ended, skipped and cancelled ones included. */
  int done() {
    return done;
  }

  long count(Outcome outcome) {
    return tasks.values().stream()
        .filter(task -> task.outcome().filter(outcome::equals).isPresent())
        .count();
  }

  List<Interval> intervals() {
    return tasks.values().stream().flatMap(task -> task.interval(now).stream()).toList();
  }

  List<Finding> findings() {
    return Collections.unmodifiableList(findings);
  }

  /** What the compiler and the checks found, by file and line. */
  List<LintFinding> lintFindings() {
    return lintFindings.stream()
        .sorted(
            Comparator.comparing(LintFinding::file)
                .thenComparing(LintFinding::line)
                .thenComparing(LintFinding::column)
                .thenComparing(LintFinding::task)
                .thenComparing(LintFinding::message))
        .toList();
  }

  /** The tasks whose tests have ended, in the order of their ends. */
  List<RunEvent.TestsFinished> finishedTests() {
    return Collections.unmodifiableList(finishedTests);
  }

  List<RunEvent.TestFailed> failedTests() {
    return Collections.unmodifiableList(failedTests);
  }
}
