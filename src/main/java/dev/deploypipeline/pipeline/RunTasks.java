package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.Phase;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.NodeKey.LatePlan;
import dev.deploypipeline.pipeline.NodeKey.Mojo;
import dev.deploypipeline.pipeline.NodeKey.Turn;
import dev.deploypipeline.schedule.ScheduleListener;
import dev.deploypipeline.schedule.TaskContext;
import dev.deploypipeline.schedule.TaskGraph;
import dev.deploypipeline.schedule.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The work behind the nodes of a run, and what the run tells while it goes on. */
final class RunTasks implements Work<NodeKey>, ScheduleListener<NodeKey> {

  private static final int PRE_INTEGRATION_TEST = Phase.require("pre-integration-test");
  private static final int POST_INTEGRATION_TEST = Phase.require("post-integration-test");

  private final Reactor reactor;
  private final RunSettings settings;
  private final RunPlanner planner;
  private final ModuleProgress progress;
  private final RunEvents events;
  private final LintCollector lint;
  private final InstantSource clock;
  private final Map<TaskId, Placement> placements = new ConcurrentHashMap<>();
  private final Map<TaskId, Instant> startTimes = new ConcurrentHashMap<>();
  private final Map<TaskId, List<TaskId>> viewsAfter = new ConcurrentHashMap<>();
  private final Set<String> inIntegrationTests = ConcurrentHashMap.newKeySet();
  private final Map<String, Module> modulesById = new HashMap<>();
  private final FirstFailure firstFailure;
  private final ModuleLife life;

  RunTasks(
      Reactor reactor,
      RunSettings settings,
      RunPlanner planner,
      ModuleProgress progress,
      RunEvents events,
      LintCollector lint,
      InstantSource clock) {
    this.reactor = reactor;
    this.settings = settings;
    this.planner = planner;
    this.progress = progress;
    this.events = events;
    this.lint = lint;
    this.clock = clock;
    this.firstFailure = new FirstFailure(reactor.modules());
    this.life = new ModuleLife(reactor, progress, firstFailure, events, clock);
    reactor.modules().forEach(module -> modulesById.put(module.id(), module));
  }

  /** Plans all modules that can be planned now, and builds their graph. */
  TaskGraph<NodeKey> planAhead() throws RunPlanner.PlanFailed {
    RunPlanner.Ahead ahead = planner.ahead();
    ahead.placed().forEach(this::begin);
    return ahead.graph();
  }

  /** Notes a placed module's tasks, and keeps the views of those that begin with the module. */
  private void begin(Module module, ModulePlacer.Placed placed) {
    progress.planned(module.id(), placed.placements().size());
    for (Placement placement : placed.placements()) {
      placements.put(placement.id(), placement);
      placement
          .viewAfter()
          .ifPresent(
              spine ->
                  viewsAfter.computeIfAbsent(spine, id -> new ArrayList<>()).add(placement.id()));
    }
    placed.placements().stream()
        .filter(placement -> placement.side() && placement.viewAfter().isEmpty())
        .forEach(placement -> reactor.keepView(placement.id()));
  }

  @Override
  public void run(NodeKey key, TaskContext<NodeKey> context) throws Exception {
    if (key instanceof LatePlan late) {
      planLate(modulesById.get(late.module()), context);
    } else if (key instanceof Turn turn) {
      takeTurn(turn.module());
    } else if (key instanceof Mojo mojo) {
      Placement placement = placements.get(mojo.id());
      if (notReached(placement)) {
        throw new FirstFailure.NotReached(mojo.toString());
      }
      // Told here rather than by the scheduler, which knows nothing of tasks that are not reached.
      Instant start = clock.instant();
      startTimes.put(mojo.id(), start);
      events.emit(new RunEvent.TaskStarted(start, mojo.id(), context.worker()));
      begin(placement);
      if ("pre-integration-test".equals(placement.mojo().phase())) {
        inIntegrationTests.add(mojo.id().module());
      }
      execute(placement);
      viewsAfter.getOrDefault(mojo.id(), List.of()).forEach(reactor::keepView);
    }
  }

  /**
   * A module that has begun its integration tests also ends them, whatever fails elsewhere: the
   * goals of {@code post-integration-test} stop what those of {@code pre-integration-test} started.
   */
  private boolean endsWhatBegan(Placement placement) {
    OptionalInt phase = Phase.order(placement.mojo().phase());
    return phase.isPresent()
        && phase.getAsInt() >= PRE_INTEGRATION_TEST
        && phase.getAsInt() <= POST_INTEGRATION_TEST
        && inIntegrationTests.contains(placement.id().module());
  }

  private void begin(Placement placement) throws Exception {
    try {
      life.start(placement.id().module());
    } catch (Exception e) {
      firstFailure.failed(placement);
      throw e;
    }
  }

  private void execute(Placement placement) throws Exception {
    boolean succeeded = false;
    lint.begins(placement);
    try {
      reactor.execute(placement);
      succeeded = true;
    } catch (Exception | LinkageError e) {
      lint.ended(placement.id(), Optional.of(e));
      throw e;
    } finally {
      if (!succeeded) {
        firstFailure.failed(placement);
      }
    }
    lint.ended(placement.id(), Optional.empty());
  }

  private boolean notReached(Placement placement) {
    return settings.failureMode() == FailureMode.FAIL_FAST
        && firstFailure.isBefore(placement)
        && !endsWhatBegan(placement);
  }

  private void takeTurn(String module) throws Exception {
    if (notReached(module)) {
      throw new FirstFailure.NotReached(module);
    }
    try {
      life.start(module);
    } catch (Exception e) {
      life.fail(module, e);
      throw e;
    }
  }

  private boolean notReached(String module) {
    return settings.failureMode() == FailureMode.FAIL_FAST && firstFailure.isBefore(module);
  }

  private void planLate(Module module, TaskContext<NodeKey> context) throws Exception {
    if (notReached(module.id())) {
      throw new FirstFailure.NotReached(module.id());
    }
    RunPlanner.Late late;
    try {
      life.start(module.id());
      late = planner.late(module);
    } catch (RunPlanner.PlanFailed e) {
      life.fail(module.id(), e.cause());
      throw e;
    } catch (Exception e) {
      life.fail(module.id(), e);
      throw e;
    }
    begin(module, late.placed());
    context.extend(late.extension());
  }

  @Override
  public void ended(NodeKey key, Outcome ended, Optional<Throwable> thrown, Instant at) {
    boolean reached = thrown.filter(FirstFailure.NotReached.class::isInstance).isEmpty();
    Outcome outcome = reached ? ended : Outcome.SKIPPED;
    Optional<Throwable> failure = reached ? thrown : Optional.empty();
    if (key instanceof LatePlan late && outcome != Outcome.SUCCEEDED) {
      life.end(late.module());
      return;
    }
    if (key instanceof Turn turn) {
      if (outcome != Outcome.SUCCEEDED) {
        progress.notReached(turn.module());
      }
      life.end(turn.module());
    }
    if (!(key instanceof Mojo mojo)) {
      return;
    }
    Placement placement = placements.get(mojo.id());
    Instant start = startTimes.remove(mojo.id());
    if (start != null) {
      progress.ran(mojo.id().module(), start, at);
    }
    events.emit(new RunEvent.TaskFinished(at, mojo.id(), outcome, failure.map(RunTasks::message)));
    if (progress.ended(placement, outcome, failure)) {
      String module = mojo.id().module();
      if (progress.result(module).outcome() == Outcome.SUCCEEDED) {
        lint.objection(module).ifPresent(objection -> life.fail(module, objection));
      }
      life.end(module);
    }
  }

  /** Tells the end of a module that could not be planned, before anything ran. */
  void endUnplanned(String module) {
    life.end(module);
  }

  private static String message(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getMessage() == null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
