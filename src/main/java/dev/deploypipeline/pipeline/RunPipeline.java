package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.RunSummary;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.pipeline.NodeKey.Mojo;
import dev.deploypipeline.schedule.ExecutionResult;
import dev.deploypipeline.schedule.ExecutorSettings;
import dev.deploypipeline.schedule.FailurePolicy;
import dev.deploypipeline.schedule.GraphExecutor;
import dev.deploypipeline.schedule.Statistics;
import dev.deploypipeline.schedule.TaskGraph;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The use case of the {@code run} goal: plans the reactor, runs it as one task graph and tells its
 * events. Runs once.
 */
public final class RunPipeline {

  private final Reactor reactor;
  private final RunSettings settings;
  private final RunInfo info;
  private final Map<TaskId, Duration> expected;
  private final InstantSource clock;
  private final RunEvents events;
  private final FirstFailures firstFailures;
  private final LintCollector lint;
  private final GraphExecutor<NodeKey> executor;
  private final AtomicBoolean finished = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Instant started = Instant.EPOCH;

  /**
   * Prepares a run.
   *
   * @param reactor what to run
   * @param settings how to run it
   * @param plugins all plugins that the reactor may use, {@code groupId:artifactId}
   * @param info what listeners are told about it
   * @param expected recorded durations; they order the ready tasks
   * @param listeners who hears the events
   * @param warnings takes one line for each listener that broke
   * @param clock the time
   */
  public RunPipeline(
      Reactor reactor,
      RunSettings settings,
      Set<String> plugins,
      RunInfo info,
      Map<TaskId, Duration> expected,
      List<RunListener> listeners,
      Consumer<String> warnings,
      InstantSource clock) {
    this.reactor = Objects.requireNonNull(reactor, "reactor");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.info = Objects.requireNonNull(info, "info");
    this.expected = Map.copyOf(expected);
    this.clock = Objects.requireNonNull(clock, "clock");
    this.events = new RunEvents(listeners, warnings);
    this.firstFailures = new FirstFailures(clock);
    this.lint = new LintCollector(reactor, settings, events, clock);
    this.executor = new GraphExecutor<>(executorSettings(settings, plugins), clock);
  }

  private static ExecutorSettings executorSettings(RunSettings settings, Set<String> plugins) {
    Map<String, Integer> capacities = new HashMap<>();
    capacities.put(TaskNodes.CPU, Math.min(settings.threads(), settings.cores()));
    capacities.put(TaskNodes.TESTS, settings.testSlots());
    plugins.forEach(plugin -> capacities.put(TaskNodes.lockOf(plugin), 1));
    FailurePolicy policy =
        switch (settings.failureMode()) {
          // What stands before the failure in Maven's order goes on; RunTasks drops the rest.
          case FAIL_FAST, FAIL_AT_END -> FailurePolicy.FAIL_AT_END;
          case FAIL_NEVER -> FailurePolicy.FAIL_NEVER;
        };
    return new ExecutorSettings(settings.threads(), capacities, policy);
  }

  /**
   * Runs the pipeline to its end. A failing task does not throw: the result tells it. When the
   * calling thread is interrupted, the run is cancelled, nothing runs on, and the thread's
   * interrupt flag is set on return.
   *
   * @throws IllegalStateException when what ended could not be noted, so that nobody knows how the
   *     run ended
   */
  public RunResult run() {
    started = clock.instant();
    events.emit(new RunEvent.RunStarted(started, info));
    List<Module> modules = reactor.modules();
    ModuleProgress progress = new ModuleProgress(modules, settings.failureMode());
    RunPlanner planner = new RunPlanner(reactor, settings, expected, events, clock);
    RunTasks tasks = new RunTasks(reactor, settings, planner, progress, events, lint, clock);
    TaskGraph<NodeKey> graph;
    try {
      graph = tasks.planAhead();
    } catch (RunPlanner.PlanFailed e) {
      progress.failed(e.module(), e.cause());
      tasks.endUnplanned(e.module());
      finish(Outcome.FAILED, emptySummary());
      return new RunResult(Outcome.FAILED, progress.results(), false);
    }
    ExecutionResult<NodeKey> result = executor.execute(graph, tasks, tasks);
    Stream.concat(lint.findings().stream(), reactor.findings().stream())
        .forEach(finding -> events.emit(new RunEvent.Noticed(clock.instant(), finding)));
    List<TestJvm> testJvms = reactor.testJvms();
    if (!testJvms.isEmpty()) {
      events.emit(new RunEvent.TestJvmsTold(clock.instant(), testJvms));
    }
    Outcome outcome = outcome(result, progress);
    finish(outcome, summary(result.statistics()));
    if (outcome != Outcome.CANCELLED && !result.listenerFailures().isEmpty()) {
      Throwable first = result.listenerFailures().get(0);
      throw new IllegalStateException(
          "The run lost track of its modules, so its result cannot be trusted: "
              + first.getMessage(),
          first);
    }
    boolean gateOpened = result.results().get(new NodeKey.Gate()).outcome() == Outcome.SUCCEEDED;
    return new RunResult(outcome, progress.results(), gateOpened);
  }

  /** A module can fail without any of its tasks, when the build tool refuses it. */
  private Outcome outcome(ExecutionResult<NodeKey> result, ModuleProgress progress) {
    if (result.outcome() != Outcome.SUCCEEDED || settings.failureMode() == FailureMode.FAIL_NEVER) {
      return result.outcome();
    }
    boolean failed = progress.anyFailed() || !result.listenerFailures().isEmpty();
    return failed ? Outcome.FAILED : Outcome.SUCCEEDED;
  }

  /** Tells that a running task printed whole lines; may be called by any thread. */
  public void output(TaskId task, String text) {
    events.emit(new RunEvent.TaskOutput(clock.instant(), task, text));
    text.lines()
        .forEach(
            line -> {
              lint.line(task, line);
              firstFailures.read(task, line).ifPresent(events::emit);
            });
  }

  /**
   * Tells that somebody reads the reports of a running task: its failed tests come from there, by
   * {@link #tell}, and are not looked for in its output any more.
   */
  public void testsReported(TaskId task) {
    firstFailures.ignore(task);
  }

  /**
   * Tells what somebody saw of a running task from outside, its tests for example; may be called by
   * any thread.
   */
  public void tell(RunEvent event) {
    events.emit(event);
  }

  /**
   * Stops the run: nothing new starts, running tasks are interrupted and waited for, and the
   * listeners are told the end. Does nothing to a run that is over.
   *
   * @param grace how long to wait for running tasks
   * @return whether all of them ended in time
   */
  public boolean cancel(Duration grace) {
    if (finished.get()) {
      return true;
    }
    boolean ended = executor.cancel(grace);
    if (!ended || !toldByTheRunItself()) {
      finish(Outcome.CANCELLED, emptySummary());
    }
    return ended;
  }

  /**
   * The thread in {@link #run} knows the figures; it is on its way when all tasks have ended,
   * unless it never began.
   */
  private boolean toldByTheRunItself() {
    try {
      return over.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void finish(Outcome outcome, RunSummary summary) {
    if (finished.compareAndSet(false, true)) {
      events.emit(new RunEvent.RunFinished(clock.instant(), outcome, summary));
      over.countDown();
    }
  }

  private RunSummary emptySummary() {
    Duration wall = Duration.between(started, clock.instant());
    return new RunSummary(wall, Duration.ZERO, List.of(), Duration.ZERO, 0, Duration.ZERO);
  }

  private static RunSummary summary(Statistics<NodeKey> statistics) {
    List<TaskId> path =
        statistics.criticalPath().stream()
            .filter(Mojo.class::isInstance)
            .map(key -> ((Mojo) key).id())
            .toList();
    return new RunSummary(
        statistics.wall(),
        statistics.busy(),
        path,
        statistics.criticalPathDuration(),
        statistics.parallelism(),
        statistics.idle());
  }
}
