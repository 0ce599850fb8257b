package dev.deploypipeline.report;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.ReuseDecision;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.Task;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What became of one task, as far as the events have told. */
final class TaskRun {

  private final TaskId id;
  private Optional<Task> plan = Optional.empty();
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private Optional<TestJvm> testJvm = Optional.empty();
  private Optional<RunEvent.TestsNarrowed> narrowing = Optional.empty();
  private Optional<ReuseDecision> reuse = Optional.empty();
  private int worker = -1;

  TaskRun(TaskId id) {
    this.id = id;
  }

  void planned(Task task) {
    plan = Optional.of(task);
  }

  void started(Instant at, int onWorker) {
    started = Optional.of(at);
    worker = onWorker;
  }

  void finished(Instant at, Outcome how, Optional<String> why) {
    ended = Optional.of(at);
    outcome = Optional.of(how);
    failure = why;
  }

  void ranTests(TestJvm how) {
    testJvm = Optional.of(how);
  }

  void narrowed(RunEvent.TestsNarrowed how) {
    narrowing = Optional.of(how);
  }

  void decided(ReuseDecision what) {
    reuse = Optional.of(what);
  }

  /** Empty where nobody decided whether it is reused. */
  Optional<ReuseDecision> reuse() {
    return reuse;
  }

  boolean isReused() {
    return reuse.filter(ReuseDecision::reused).isPresent();
  }

  /** Empty where it left out no tests. */
  Optional<RunEvent.TestsNarrowed> narrowing() {
    return narrowing;
  }

  /** Whether no test was left out of a class that it ran. */
  boolean ranWholeClasses() {
    return narrowing.stream().allMatch(RunEvent.TestsNarrowed::wholeClasses);
  }

  /** Empty where it ran no tests, or nobody told. */
  Optional<TestJvm> testJvm() {
    return testJvm;
  }

  TaskId id() {
    return id;
  }

  /** Empty for a task that nobody planned; it is shown, but counts for no stage. */
  Optional<Task> plan() {
    return plan;
  }

  Optional<Stage> stage() {
    return plan.map(Task::stage);
  }

  Optional<Duration> expected() {
    return plan.flatMap(Task::expected);
  }

  /** Empty where it has not ended, or was never reached. */
  Optional<Outcome> outcome() {
    return outcome;
  }

  Optional<String> failure() {
    return failure;
  }

  Optional<Instant> startedAt() {
    return started;
  }

  Optional<Instant> endedAt() {
    return ended;
  }

  /** Counted from 0; -1 where it never started. */
  int worker() {
    return worker;
  }

  boolean isRunning() {
    return started.isPresent() && ended.isEmpty();
  }

  /** When it ran, up to {@code now} where it still does; empty where it never started. */
  Optional<Interval> interval(Instant now) {
    return started.map(start -> new Interval(start, ended.orElse(now)));
  }

  Duration runningFor(Instant now) {
    return interval(now).map(Interval::duration).orElse(Duration.ZERO);
  }
}
