package dev.deploypipeline.pipeline;

import dev.deploypipeline.lint.LintedTask;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A reactor made of names. Notes what is run, in the order it ended. */
final class FakeReactor implements Reactor {

  private final List<Module> modules = new ArrayList<>();
  private final Map<String, List<PlannedMojo>> plans = new LinkedHashMap<>();
  private final Set<TaskId> failing = new HashSet<>();
  private final Map<TaskId, Consumer<TaskId>> during = new HashMap<>();
  private final Set<TaskId> views = Collections.synchronizedSet(new HashSet<>());
  private final Set<String> refused = new HashSet<>();
  private final Set<String> objected = new HashSet<>();
  private final Set<TaskId> unreadable = new HashSet<>();
  private boolean deaf;
  private boolean unitTestsLease = true;
  private final Set<String> started = Collections.synchronizedSet(new HashSet<>());
  private final List<TaskId> ran = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Outcome> ended = Collections.synchronizedMap(new LinkedHashMap<>());

  FakeReactor module(String id, Set<String> upstream, List<PlannedMojo> plan) {
    return module(new Module(id, upstream, Set.of(), Set.of(), Set.of(), Set.of(), Set.of()), plan);
  }

  FakeReactor module(Module module, List<PlannedMojo> plan) {
    modules.add(module);
    plans.put(module.id(), plan);
    return this;
  }

  FakeReactor refusing(String module) {
    refused.add(module);
    return this;
  }

  FakeReactor objectingTo(String module) {
    objected.add(module);
    return this;
  }

  Set<String> started() {
    return Set.copyOf(started);
  }

  /** Cannot say where the findings of the task are. */
  FakeReactor unreadable(TaskId id) {
    unreadable.add(id);
    return this;
  }

  /** Fails when it is told how a module ended. */
  FakeReactor deaf() {
    deaf = true;
    return this;
  }

  /** Does something while a task runs. */
  FakeReactor during(TaskId id, Consumer<TaskId> action) {
    during.put(id, action);
    return this;
  }

  FakeReactor failing(TaskId id) {
    failing.add(id);
    return this;
  }

  List<TaskId> ran() {
    return List.copyOf(ran);
  }

  Map<String, Outcome> ended() {
    return Map.copyOf(ended);
  }

  @Override
  public List<Module> modules() {
    return modules;
  }

  @Override
  public List<PlannedMojo> plan(String module) {
    List<PlannedMojo> plan = plans.get(module);
    if (plan == null) {
      throw new IllegalStateException("no plan for " + module);
    }
    return plan;
  }

  @Override
  public void keepView(TaskId side) {
    views.add(side);
  }

  @Override
  public void execute(Placement placement) throws Exception {
    if (placement.side() && !views.remove(placement.id())) {
      throw new AssertionError("no view was kept for " + placement.id());
    }
    ran.add(placement.id());
    during.getOrDefault(placement.id(), task -> {}).accept(placement.id());
    if (failing.contains(placement.id())) {
      throw new Exception(placement.id() + " fails");
    }
  }

  @Override
  public LintedTask linted(Placement placement) {
    if (unreadable.contains(placement.id())) {
      throw new IllegalStateException("unreadable");
    }
    Path directory = Path.of("").toAbsolutePath();
    return new LintedTask(
        placement.id(), directory, directory.resolve("pom.xml"), List.of(), List.of());
  }

  @Override
  public boolean leasesServers(Stage stage) {
    return stage != Stage.UNIT_TESTS || unitTestsLease;
  }

  @Override
  public List<TestJvm> testJvms() {
    return List.of();
  }

  @Override
  public List<Finding> findings() {
    return List.of(new Finding(Severity.INFO, "ran " + ran.size()));
  }

  FakeReactor unitTestsLeaseNothing() {
    unitTestsLease = false;
    return this;
  }

  @Override
  public void moduleStarted(String module) throws Exception {
    if (!started.add(module)) {
      throw new AssertionError(module + " started twice");
    }
    if (refused.contains(module)) {
      throw new Exception(module + " is refused");
    }
  }

  @Override
  public void moduleEnded(String module, Outcome outcome, Optional<Throwable> failure) {
    if (outcome == Outcome.SUCCEEDED && !started.contains(module)) {
      throw new AssertionError(module + " ended without a start");
    }
    if (deaf) {
      throw new IllegalStateException("deaf");
    }
    if (outcome == Outcome.SUCCEEDED && objected.contains(module)) {
      throw new IllegalStateException(module + " is no success");
    }
    ended.put(module, outcome);
  }
}
