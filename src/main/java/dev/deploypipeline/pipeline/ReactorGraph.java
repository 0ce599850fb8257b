package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Milestone.CLASSES;
import static dev.deploypipeline.pipeline.Milestone.FINISHED;
import static dev.deploypipeline.pipeline.Milestone.PACKAGED;
import static dev.deploypipeline.pipeline.Milestone.PLANNED;
import static dev.deploypipeline.pipeline.Milestone.START;
import static dev.deploypipeline.pipeline.Milestone.TEST_CLASSES;
import static dev.deploypipeline.pipeline.Milestone.VERIFIED;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.NodeKey.Gate;
import dev.deploypipeline.pipeline.NodeKey.LatePlan;
import dev.deploypipeline.pipeline.NodeKey.Mojo;
import dev.deploypipeline.pipeline.NodeKey.Point;
import dev.deploypipeline.pipeline.NodeKey.Turn;
import dev.deploypipeline.schedule.EdgeKind;
import dev.deploypipeline.schedule.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns modules and their placed mojo executions into nodes and edges of one graph. */
final class ReactorGraph {

  /** Receives nodes and edges; a graph under construction or an extension of a running one. */
  interface Sink {
    void node(Node<NodeKey> node);

    void edge(NodeKey before, NodeKey after, EdgeKind kind);
  }

  private final List<Module> modules;
  private final Map<String, Module> byId = new HashMap<>();
  private final RunSettings settings;
  private final TaskNodes nodes;
  private final EdgeKind betweenModules;
  private final Predicate<Stage> leasing;
  private final Set<TaskId> services = new LinkedHashSet<>();
  private final Map<String, Set<TaskId>> installs = new HashMap<>();
  private final Map<String, TaskId> lastPublisher = new HashMap<>();

  /**
   * @param leasing whether the tests of a stage lease servers, and so wait for them
   */
  ReactorGraph(
      List<Module> modules,
      RunSettings settings,
      Map<TaskId, Duration> expected,
      Predicate<Stage> leasing) {
    this.leasing = leasing;
    this.modules = List.copyOf(modules);
    this.settings = settings;
    this.nodes = new TaskNodes(expected);
    this.betweenModules =
        settings.failureMode() == FailureMode.FAIL_NEVER ? EdgeKind.ORDERS : EdgeKind.REQUIRES;
    modules.forEach(module -> byId.put(module.id(), module));
  }

  /**
   * Whether modules go on after a failure elsewhere, so that what runs must not depend on timing.
   */
  static boolean keepsOrderOnFailure(RunSettings settings) {
    return settings.failureMode() != FailureMode.FAIL_FAST;
  }

  /**
   * Adds the fixed points of all modules and the gate.
   *
   * @param late the modules that are planned while the run goes on
   */
  void addPoints(Set<String> late, Sink sink) {
    sink.node(Node.milestone(new Gate()));
    for (Module module : modules) {
      for (Milestone milestone : Milestone.values()) {
        sink.node(Node.milestone(new Point(module.id(), milestone)));
      }
      if (late.contains(module.id())) {
        sink.node(Node.task(new LatePlan(module.id()), TaskNodes.OTHER_DEFAULT));
      }
    }
    modules.forEach(module -> connectPoints(module, late.contains(module.id()), sink));
  }

  private void connectPoints(Module module, boolean late, Sink sink) {
    Milestone[] all = Milestone.values();
    for (int i = 1; i < all.length; i++) {
      sink.edge(point(module, all[i - 1]), point(module, all[i]), EdgeKind.REQUIRES);
    }
    for (String upstream : known(module.upstream())) {
      for (Milestone milestone : List.of(CLASSES, PACKAGED, VERIFIED)) {
        sink.edge(new Point(upstream, milestone), point(module, milestone), betweenModules);
      }
    }
    for (String parent : known(module.parents())) {
      sink.edge(new Point(parent, CLASSES), point(module, START), betweenModules);
    }
    for (String named : known(module.readsFilesOf())) {
      sink.edge(new Point(named, VERIFIED), point(module, START), EdgeKind.ORDERS);
    }
    if (late) {
      LatePlan plan = new LatePlan(module.id());
      sink.edge(point(module, START), plan, EdgeKind.REQUIRES);
      sink.edge(plan, point(module, PLANNED), EdgeKind.REQUIRES);
      known(module.planAfter())
          .forEach(m -> sink.edge(new Point(m, PACKAGED), plan, betweenModules));
    }
    sink.edge(point(module, VERIFIED), new Gate(), EdgeKind.REQUIRES);
  }

  /**
   * Notes the tasks that start servers; must be told before the modules whose tests wait for them
   * are added.
   */
  void addServices(List<Placement> placements) {
    placements.stream()
        .filter(placement -> placement.role() == GoalRole.SERVICES)
        .forEach(placement -> services.add(placement.id()));
  }

  /** Adds the tasks of one module. */
  void addTasks(Module module, ModulePlacer.Placed placed, Sink sink) {
    Set<TaskId> waiting = new LinkedHashSet<>();
    placed.placements().forEach(placement -> sink.node(nodes.of(placement)));
    placed.placements().stream()
        .filter(placement -> placement.role() == GoalRole.INSTALL)
        .forEach(
            placement ->
                installs
                    .computeIfAbsent(module.id(), id -> new LinkedHashSet<>())
                    .add(placement.id()));
    Set<TaskId> sides =
        placed.placements().stream()
            .filter(Placement::side)
            .map(Placement::id)
            .collect(Collectors.toSet());
    for (ModulePlacer.Wait wait : placed.waits()) {
      // Who validates wants to hear of the second check of a plugin though the first one fails.
      boolean bothCheck = sides.contains(wait.before()) && sides.contains(wait.after());
      EdgeKind kind = settings.errand().lints() && bothCheck ? EdgeKind.ORDERS : EdgeKind.REQUIRES;
      sink.edge(new Mojo(wait.before()), new Mojo(wait.after()), kind);
      waiting.add(wait.after());
    }
    for (Placement placement : placed.placements()) {
      Mojo task = new Mojo(placement.id());
      // Servers are for all modules, so they may not wait for any module to begin.
      if (!waiting.contains(placement.id()) && placement.role() != GoalRole.SERVICES) {
        sink.edge(point(module, PLANNED), task, EdgeKind.REQUIRES);
      }
      addNeeds(module, placement, task, sink);
      sink.edge(task, point(module, FINISHED), EdgeKind.REQUIRES);
    }
    if (placed.placements().isEmpty()) {
      addTurn(module, sink);
    }
    reach(module, CLASSES, placed.classes(), sink);
    reach(module, TEST_CLASSES, placed.testClasses(), sink);
    reach(module, PACKAGED, placed.packaged(), sink);
    reach(module, VERIFIED, placed.verified(), sink);
  }

  /** Where nothing is to be run, the module begins and ends when Maven would come to it. */
  private void addTurn(Module module, Sink sink) {
    Turn turn = new Turn(module.id());
    sink.node(Node.task(turn, Duration.ZERO));
    sink.edge(point(module, PLANNED), turn, EdgeKind.REQUIRES);
    for (String upstream : known(module.upstream())) {
      sink.edge(new Point(upstream, VERIFIED), turn, betweenModules);
    }
    sink.edge(turn, point(module, VERIFIED), EdgeKind.REQUIRES);
  }

  private static void reach(Module module, Milestone milestone, Set<TaskId> tasks, Sink sink) {
    tasks.forEach(id -> sink.edge(new Mojo(id), point(module, milestone), EdgeKind.REQUIRES));
  }

  private void addNeeds(Module module, Placement placement, Mojo task, Sink sink) {
    switch (placement.role()) {
      case LOCAL, SOURCE_CHECK, TEST_REPORT -> awaitUnresolvable(module, task, sink);
      case SERVICES -> {}
      case COMPILER -> {
        awaitUnresolvable(module, task, sink);
        await(module.upstream(), CLASSES, task, sink);
        await(module.testClassesUpstream(), TEST_CLASSES, task, sink);
      }
      // A packager too: the class path in a manifest names upstream files, not directories.
      case GENERATOR, PACKAGER, ASSEMBLER, CLASS_CHECK, DOCUMENTATION ->
          await(module.upstream(), PACKAGED, task, sink);
      case UNIT_TESTS, INTEGRATION_TESTS -> {
        if (placement.role() == GoalRole.INTEGRATION_TESTS) {
          awaitInstalls(module, task, sink);
        }
        await(module.upstream(), keepsOrderOnFailure(settings) ? VERIFIED : PACKAGED, task, sink);
        if (leasing.test(placement.stage())) {
          services.forEach(service -> sink.edge(new Mojo(service), task, EdgeKind.REQUIRES));
        }
      }
      case AGGREGATE_REPORT -> await(module.upstream(), VERIFIED, task, sink);
      case UNKNOWN, INSTALL -> {
        await(module.upstream(), VERIFIED, task, sink);
        awaitInstalls(module, task, sink);
      }
      case DEPLOY -> sink.edge(new Gate(), task, EdgeKind.REQUIRES);
    }
    if (placement.role() == GoalRole.UNKNOWN && "deploy".equals(placement.mojo().phase())) {
      sink.edge(new Gate(), task, EdgeKind.REQUIRES);
    }
    if ("deploy".equals(placement.mojo().phase())
        && !"maven-deploy-plugin".equals(placement.mojo().artifactId())) {
      followPublisher(placement, task, sink);
    }
    await(placement.mojo().pluginModules(), PACKAGED, task, sink);
    if (placement.mojo().aggregator()) {
      addBarrier(module, placement, task, sink);
    }
  }

  /** What may run another Maven, as integration tests do, finds upstream modules installed. */
  private void awaitInstalls(Module module, Mojo task, Sink sink) {
    for (String upstream : module.upstream()) {
      installs
          .getOrDefault(upstream, Set.of())
          .forEach(install -> sink.edge(new Mojo(install), task, betweenModules));
    }
  }

  /**
   * Plugins that publish all modules together collect them one by one and upload in the last module
   * of the reactor's order: so they run in that order.
   */
  private void followPublisher(Placement placement, Mojo task, Sink sink) {
    TaskId before = lastPublisher.put(placement.mojo().plugin(), placement.id());
    if (before != null) {
      sink.edge(new Mojo(before), task, betweenModules);
    }
  }

  /**
   * Resolving the class path fails as long as an artifact is missing that no class directory can
   * stand for.
   */
  private void awaitUnresolvable(Module module, Mojo task, Sink sink) {
    await(module.packagedUpstream(), PACKAGED, task, sink);
  }

  private void await(Set<String> upstream, Milestone milestone, Mojo task, Sink sink) {
    known(upstream).forEach(id -> sink.edge(new Point(id, milestone), task, betweenModules));
  }

  /**
   * An aggregator may read and change all modules: it runs when Maven would run it, and alone.
   * Where its module is planned late, the modules behind it may have begun already.
   */
  private void addBarrier(Module module, Placement placement, Mojo task, Sink sink) {
    boolean later = false;
    // Behind the gate all modules are verified, and what waits for the gate cannot precede any.
    boolean behindGate = "deploy".equals(placement.mojo().phase());
    for (Module other : modules) {
      if (other.equals(module)) {
        later = true;
      } else if (later && !behindGate && module.planAfter().isEmpty()) {
        sink.edge(task, point(other, START), barrier(other.upstream().contains(module.id())));
      } else if (!later) {
        sink.edge(point(other, VERIFIED), task, barrier(module.upstream().contains(other.id())));
      }
    }
  }

  /** A barrier only orders modules that do not use each other: with -fae they go on. */
  private EdgeKind barrier(boolean uses) {
    return uses ? betweenModules : EdgeKind.ORDERS;
  }

  private List<String> known(Set<String> ids) {
    List<String> inReactor = new ArrayList<>(ids);
    inReactor.removeIf(id -> !byId.containsKey(id));
    return inReactor;
  }

  private static Point point(Module module, Milestone milestone) {
    return new Point(module.id(), milestone);
  }
}
