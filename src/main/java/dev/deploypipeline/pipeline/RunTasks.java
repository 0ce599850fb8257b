package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.Task;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.NodeKey.LatePlan;
import dev.deploypipeline.pipeline.NodeKey.Mojo;
import dev.deploypipeline.schedule.Edge;
import dev.deploypipeline.schedule.EdgeKind;
import dev.deploypipeline.schedule.GraphExtension;
import dev.deploypipeline.schedule.Node;
import dev.deploypipeline.schedule.ScheduleListener;
import dev.deploypipeline.schedule.TaskContext;
import dev.deploypipeline.schedule.TaskGraph;
import dev.deploypipeline.schedule.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The work behind the nodes of a run, and what the run tells while it goes on. */
final class RunTasks implements Work<NodeKey>, ScheduleListener<NodeKey> {

  /** A module could not be planned. */
  static final class PlanFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String module;
    private final Throwable reason;

    PlanFailed(String module, Throwable reason) {
      super(module + " could not be planned", reason);
      this.module = module;
      this.reason = reason;
    }

    String module() {
      return module;
    }

    Throwable cause() {
      return reason;
    }
  }

  /** Nodes and edges to be added together. */
  private static final class Collected implements ReactorGraph.Sink {
    private final List<Node<NodeKey>> nodes = new ArrayList<>();
    private final List<Edge<NodeKey>> edges = new ArrayList<>();

    @Override
    public void node(Node<NodeKey> node) {
      nodes.add(node);
    }

    @Override
    public void edge(NodeKey before, NodeKey after, EdgeKind kind) {
      edges.add(new Edge<>(before, after, kind));
    }

    GraphExtension<NodeKey> extension() {
      return new GraphExtension<>(nodes, edges);
    }
  }

  private final Reactor reactor;
  private final RunSettings settings;
  private final Map<TaskId, Duration> expected;
  private final ModuleProgress progress;
  private final RunEvents events;
  private final InstantSource clock;
  private final Map<TaskId, Placement> placements = new ConcurrentHashMap<>();
  private final Map<TaskId, Instant> startTimes = new ConcurrentHashMap<>();
  private final Map<TaskId, List<TaskId>> viewsAfter = new ConcurrentHashMap<>();
  private final Map<String, Boolean> startedModules = new ConcurrentHashMap<>();
  private final Map<String, Module> modulesById = new HashMap<>();
  private final FirstFailure firstFailure;
  private ReactorGraph graph;

  RunTasks(
      Reactor reactor,
      RunSettings settings,
      Map<TaskId, Duration> expected,
      ModuleProgress progress,
      RunEvents events,
      InstantSource clock) {
    this.reactor = reactor;
    this.settings = settings;
    this.expected = expected;
    this.progress = progress;
    this.events = events;
    this.clock = clock;
    this.graph = new ReactorGraph(List.of(), settings, Map.of());
    this.firstFailure = new FirstFailure(reactor.modules());
  }

  /** Plans all modules that can be planned now, and builds their graph. */
  TaskGraph<NodeKey> planAhead(List<Module> modules) throws PlanFailed {
    modules.forEach(module -> modulesById.put(module.id(), module));
    graph = new ReactorGraph(modules, settings, expected);
    Collected collected = new Collected();
    graph.addPoints(collected);
    Map<Module, ModulePlacer.Placed> placed = new LinkedHashMap<>();
    for (Module module : modules) {
      if (module.planAfter().isEmpty()) {
        placed.put(module, place(module));
      }
    }
    placed.values().forEach(one -> graph.addServices(one.placements()));
    placed.forEach((module, one) -> graph.addTasks(module, one, collected));
    TaskGraph<NodeKey> built = TaskGraph.<NodeKey>builder().build().with(collected.extension());
    tell(placed.values().stream().flatMap(one -> one.placements().stream()).toList(), built);
    for (Map.Entry<Module, ModulePlacer.Placed> one : placed.entrySet()) {
      begin(one.getKey(), one.getValue());
    }
    return built;
  }

  private ModulePlacer.Placed place(Module module) throws PlanFailed {
    try {
      return new ModulePlacer(settings.goals(), ReactorGraph.keepsOrderOnFailure(settings))
          .place(reactor.plan(module.id()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlanFailed(module.id(), e);
    } catch (Exception | LinkageError e) {
      throw new PlanFailed(module.id(), e);
    }
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
    if (placed.placements().isEmpty()) {
      endModule(module.id());
    }
  }

  private void tell(List<Placement> planned, TaskGraph<NodeKey> built) {
    Map<NodeKey, Set<TaskId>> behind = new HashMap<>();
    List<Task> tasks = new ArrayList<>();
    for (Placement placement : planned) {
      Mojo key = new Mojo(placement.id());
      Set<TaskId> before = built.keys().contains(key) ? tasksBefore(key, built, behind) : Set.of();
      tasks.add(
          new Task(
              placement.id(),
              placement.stage(),
              before,
              Optional.ofNullable(expected.get(placement.id()))));
    }
    events.emit(new RunEvent.TasksPlanned(clock.instant(), tasks));
  }

  /** The tasks that a node waits for, seen through milestones. */
  private static Set<TaskId> tasksBefore(
      NodeKey key, TaskGraph<NodeKey> built, Map<NodeKey, Set<TaskId>> known) {
    Set<TaskId> seen = known.get(key);
    if (seen != null) {
      return seen;
    }
    Set<TaskId> all = new HashSet<>();
    for (NodeKey before : built.predecessors(key)) {
      if (before instanceof Mojo mojo) {
        all.add(mojo.id());
      } else {
        all.addAll(tasksBefore(before, built, known));
      }
    }
    known.put(key, all);
    return all;
  }

  @Override
  public void run(NodeKey key, TaskContext<NodeKey> context) throws Exception {
    if (key instanceof LatePlan late) {
      planLate(modulesById.get(late.module()), context);
    } else if (key instanceof Mojo mojo) {
      Placement placement = placements.get(mojo.id());
      if (notReached(placement)) {
        throw new FirstFailure.NotReached(mojo.toString());
      }
      startedModules.computeIfAbsent(
          mojo.id().module(),
          module -> {
            reactor.moduleStarted(module);
            return true;
          });
      execute(placement);
      viewsAfter.getOrDefault(mojo.id(), List.of()).forEach(reactor::keepView);
    }
  }

  private void execute(Placement placement) throws Exception {
    boolean succeeded = false;
    try {
      reactor.execute(placement);
      succeeded = true;
    } finally {
      if (!succeeded) {
        firstFailure.failed(placement);
      }
    }
  }

  private boolean notReached(Placement placement) {
    return settings.failureMode() == FailureMode.FAIL_FAST && firstFailure.isBefore(placement);
  }

  private void planLate(Module module, TaskContext<NodeKey> context) throws PlanFailed {
    ModulePlacer.Placed placed;
    try {
      placed = place(module);
    } catch (PlanFailed e) {
      progress.planFailed(module.id(), e.cause());
      firstFailure.planFailed(module.id());
      throw e;
    }
    Collected collected = new Collected();
    graph.addServices(placed.placements());
    graph.addTasks(module, placed, collected);
    begin(module, placed);
    Set<TaskId> inModule =
        placed.placements().stream().map(Placement::id).collect(Collectors.toSet());
    tellLate(placed, collected.edges, inModule);
    context.extend(collected.extension());
  }

  private void tellLate(
      ModulePlacer.Placed placed, List<Edge<NodeKey>> edges, Set<TaskId> inModule) {
    Map<TaskId, Set<TaskId>> before = new HashMap<>();
    for (Edge<NodeKey> edge : edges) {
      if (edge.before() instanceof Mojo from
          && edge.after() instanceof Mojo to
          && inModule.contains(from.id())) {
        before.computeIfAbsent(to.id(), id -> new HashSet<>()).add(from.id());
      }
    }
    List<Task> tasks =
        placed.placements().stream()
            .map(
                placement ->
                    new Task(
                        placement.id(),
                        placement.stage(),
                        before.getOrDefault(placement.id(), Set.of()),
                        Optional.ofNullable(expected.get(placement.id()))))
            .toList();
    events.emit(new RunEvent.TasksPlanned(clock.instant(), tasks));
  }

  @Override
  public void started(NodeKey key, int worker, Instant at) {
    if (key instanceof Mojo mojo && !notReached(placements.get(mojo.id()))) {
      startTimes.put(mojo.id(), at);
      events.emit(new RunEvent.TaskStarted(at, mojo.id(), worker));
    }
  }

  @Override
  public void ended(NodeKey key, Outcome ended, Optional<Throwable> thrown, Instant at) {
    boolean reached = thrown.filter(FirstFailure.NotReached.class::isInstance).isEmpty();
    Outcome outcome = reached ? ended : Outcome.SKIPPED;
    Optional<Throwable> failure = reached ? thrown : Optional.empty();
    if (key instanceof LatePlan late && outcome != Outcome.SUCCEEDED) {
      endModule(late.module());
      return;
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
      endModule(mojo.id().module());
    }
  }

  private void endModule(String module) {
    RunResult.ModuleResult result = progress.result(module);
    reactor.moduleEnded(module, result.outcome(), result.failure().map(RunResult.Failure::cause));
    events.emit(new RunEvent.ModuleFinished(clock.instant(), module, result.outcome()));
  }

  private static String message(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getMessage() == null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
