package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.Task;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.NodeKey.Mojo;
import dev.deploypipeline.schedule.Edge;
import dev.deploypipeline.schedule.EdgeKind;
import dev.deploypipeline.schedule.GraphExtension;
import dev.deploypipeline.schedule.Node;
import dev.deploypipeline.schedule.TaskGraph;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans modules, ahead of the run or while it goes on, and tells the tasks that became known. */
final class RunPlanner {

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

  /** What was planned before the run: its graph, and the placed modules in reactor order. */
  record Ahead(TaskGraph<NodeKey> graph, Map<Module, ModulePlacer.Placed> placed) {}

  /** A module that was planned while the run goes on, and what it adds to the graph. */
  record Late(ModulePlacer.Placed placed, GraphExtension<NodeKey> extension) {}

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
  private final RunEvents events;
  private final InstantSource clock;
  private final ReactorGraph graph;

  RunPlanner(
      Reactor reactor,
      RunSettings settings,
      Map<TaskId, Duration> expected,
      RunEvents events,
      InstantSource clock) {
    this.reactor = reactor;
    this.settings = settings;
    this.expected = expected;
    this.events = events;
    this.clock = clock;
    this.graph = new ReactorGraph(reactor.modules(), settings, expected, reactor::leasesServers);
  }

  /** Plans all modules that can be planned now, and builds their graph. */
  Ahead ahead() throws PlanFailed {
    Collected collected = new Collected();
    graph.addPoints(collected);
    Map<Module, ModulePlacer.Placed> placed = new LinkedHashMap<>();
    for (Module module : reactor.modules()) {
      if (module.planAfter().isEmpty()) {
        placed.put(module, place(module));
      }
    }
    placed.values().forEach(one -> graph.addServices(one.placements()));
    placed.forEach((module, one) -> graph.addTasks(module, one, collected));
    TaskGraph<NodeKey> built = TaskGraph.<NodeKey>builder().build().with(collected.extension());
    tell(placed.values().stream().flatMap(one -> one.placements().stream()).toList(), built);
    return new Ahead(built, placed);
  }

  /** Plans a module whose plugins are built by now. */
  Late late(Module module) throws PlanFailed {
    ModulePlacer.Placed placed = place(module);
    Collected collected = new Collected();
    graph.addServices(placed.placements());
    graph.addTasks(module, placed, collected);
    Set<TaskId> inModule =
        placed.placements().stream().map(Placement::id).collect(Collectors.toSet());
    tellLate(placed, collected.edges, inModule);
    return new Late(placed, collected.extension());
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
}
