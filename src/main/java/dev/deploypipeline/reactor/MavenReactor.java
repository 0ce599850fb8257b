package dev.deploypipeline.reactor;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.lint.LintedTask;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.pipeline.Module;
import dev.deploypipeline.pipeline.Placement;
import dev.deploypipeline.pipeline.PlannedMojo;
import dev.deploypipeline.pipeline.Reactor;
import dev.deploypipeline.pipeline.RunScope;
import dev.deploypipeline.reactor.ModuleDependencies.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** The reactor of a Maven session, for one run. */
public final class MavenReactor implements Reactor {

  private final MavenComponents maven;
  private final MavenSession session;
  private final MavenProject runsOn;
  private final ReactorPlans plans;
  private final TaskRunner runner;
  private final ProjectListeners listeners;
  private final RunScope scope;
  private final List<Module> modules;
  private final NeededFiles neededFiles;
  private final Map<String, List<PlannedMojo>> selected = new ConcurrentHashMap<>();
  private final Map<String, MavenProject> byId = new LinkedHashMap<>();
  private final Map<String, MavenProject> byGav = new HashMap<>();
  private final Map<String, ProjectState> states = new HashMap<>();
  private final Map<String, TestTempDirectories> tempDirectories = new HashMap<>();
  private final Map<String, ModuleDependencies> dependencies = new ConcurrentHashMap<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  /**
   * Plans the reactor of the session; what cannot be planned yet is left for later.
   *
   * @param settings the last phase, what the run is for, and what is known of goals
   * @param output where the tasks' output is told apart
   */
  public MavenReactor(
      MavenComponents maven, MavenSession session, RunSettings settings, OutputCapture output) {
    this.maven = maven;
    this.session = session;
    this.runsOn = session.getCurrentProject();
    for (MavenProject project : session.getProjects()) {
      byId.put(Sessions.id(project), project);
      byGav.put(Sessions.coordinates(project), project);
      states.put(Sessions.id(project), new ProjectState(project));
      tempDirectories.put(Sessions.id(project), new TestTempDirectories());
    }
    this.plans = new ReactorPlans(maven, session, settings.until());
    plans.planAhead();
    this.scope = RunScope.of(settings);
    this.modules = new ReactorModules(session, plans, settings.goals()).modules();
    this.neededFiles =
        new NeededFiles(
            // Only who validates leaves anything unpackaged.
            settings.errand() == Errand.VALIDATE ? modules : List.of(),
            id -> plans.pluginClassPathModulesOf(byId.get(id)),
            id -> plans.fileReaders(byId.get(id), settings));
    this.runner = new TaskRunner(maven, session, output::begin, this::dependencies);
    this.listeners = new ProjectListeners(maven.container(), maven.legacy());
  }

  /** What runs its tasks. */
  TaskRunner runner() {
    return runner;
  }

  /** All plugins that any module may use, {@code groupId:artifactId}. */
  public Set<String> plugins() {
    return plans.allPlugins();
  }

  /** Whether a task of the run starts the services; if none does, the first test would. */
  public boolean warmsUp() {
    return plans.have("deploy-pipeline-maven-plugin", "warm-up");
  }

  @Override
  public List<Module> modules() {
    return modules;
  }

  @Override
  public List<PlannedMojo> plan(String module) throws LifecycleExecutionException {
    List<PlannedMojo> known = selected.get(module);
    if (known != null) {
      return known;
    }
    List<PlannedMojo> chosen =
        scope.select(plans.describe(byId.get(module)), neededFiles.usersOf(module));
    selected.put(module, chosen);
    return chosen;
  }

  /** The tasks of a module that is planned, in Maven's order. */
  List<TaskId> tasks(String module) {
    return selected.getOrDefault(module, List.of()).stream().map(PlannedMojo::id).toList();
  }

  /** The executions that the run executes of a module. */
  private List<MojoExecution> executions(String module) throws LifecycleExecutionException {
    Map<TaskId, MojoExecution> plan = plans.plan(byId.get(module));
    return plan(module).stream().map(mojo -> plan.get(mojo.id())).toList();
  }

  @Override
  public void keepView(TaskId side) {
    states.get(side.module()).keepView(side);
  }

  @Override
  public void execute(Placement placement) throws Exception {
    TaskId id = placement.id();
    ProjectState state = states.get(id.module());
    placement.rejoins().forEach(state::merge);
    MavenProject project = seenBy(placement);
    MojoExecution execution = plans.plan(state.project()).get(id);
    runner.run(
        id,
        execution,
        project,
        Files.of(placement),
        tempDirectories.get(id.module()).lock(execution));
    if (!placement.side() && execution.getLifecyclePhase() != null) {
      // Maven's own reader of the reactor asks for the phases that a project has been through.
      state.project().addLifecyclePhase(execution.getLifecyclePhase());
    }
  }

  @Override
  public LintedTask linted(Placement placement) {
    TaskId id = placement.id();
    return LintedTasks.of(id, execution(id), Sessions.forProject(session, seenBy(placement)));
  }

  /** The live project belongs to the spine alone. */
  private MavenProject seenBy(Placement placement) {
    ProjectState state = states.get(placement.id().module());
    return placement.side() ? state.view(placement.id()) : state.project();
  }

  private ModuleDependencies dependencies(String module) {
    return dependencies.computeIfAbsent(
        module,
        id -> {
          try {
            return new ModuleDependencies(
                maven, session, byGav, packagedUpstream(id), plans.plan(byId.get(id)).values());
          } catch (LifecycleExecutionException e) {
            throw new IllegalStateException(id + " is resolved before it is planned", e);
          }
        });
  }

  private Set<String> packagedUpstream(String module) {
    return modules.stream()
        .filter(one -> one.id().equals(module))
        .findFirst()
        .map(Module::packagedUpstream)
        .orElseThrow();
  }

  @Override
  public boolean leasesServers(Stage stage) {
    return PoolSignals.leasingStages(session).contains(stage.id());
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(scope.findings());
    BrokerSignals.summary(session)
        .ifPresent(line -> findings.add(new Finding(Severity.INFO, line)));
    return findings;
  }

  @Override
  public List<TestJvm> testJvms() {
    return TestJvmSignals.told(session);
  }

  @Override
  public void moduleStarted(String module) throws LifecycleExecutionException {
    MavenProject project = byId.get(module);
    // Maven has done this already for the project on which the goal itself runs.
    if (!project.equals(runsOn)) {
      MavenSession own = Sessions.forProject(session, project);
      begun.add(module);
      ConsumerPoms.attach(maven.container(), own, project);
      listeners.begins(own);
      maven.events().fire(ExecutionEvent.Type.ProjectStarted, own, null);
      listeners.planned(own, executions(module));
    }
  }

  @Override
  public void moduleEnded(String module, Outcome outcome, Optional<Throwable> failure)
      throws LifecycleExecutionException {
    MavenProject project = byId.get(module);
    if (project.equals(runsOn)) {
      return;
    }
    MavenSession own = Sessions.forProject(session, project);
    switch (outcome) {
      case SUCCEEDED -> {
        listeners.succeeded(own, executions(module));
        maven.events().fire(ExecutionEvent.Type.ProjectSucceeded, own, null);
      }
      case FAILED -> {
        Exception cause = asException(failure);
        maven.events().fire(ExecutionEvent.Type.ProjectFailed, own, null, cause);
        listeners.failed(own, cause);
      }
      default -> {
        maven.events().fire(ExecutionEvent.Type.ProjectSkipped, own, null);
        if (begun.contains(module)) {
          // Who was told of a begin is told of an end: with Maven a module that began goes on.
          listeners.failed(
              own, new IllegalStateException(module + " was stopped when the build failed"));
        }
      }
    }
  }

  private static Exception asException(Optional<Throwable> failure) {
    Throwable cause = failure.orElse(null);
    return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
  }

  /** The module's project. */
  MavenProject project(String module) {
    return byId.get(module);
  }

  /** The task of an execution; empty for one that is in no plan. */
  public Optional<TaskId> task(MojoExecution execution) {
    return plans.task(execution);
  }

  /** The task whose goal forks an execution; empty for one that nobody forks. */
  Optional<TaskId> forking(MojoExecution execution) {
    return plans.forking(execution);
  }

  /** Whether a module is built with others of the reactor, beside those that are poms. */
  boolean usesModules(String module) {
    return modules.stream()
        .filter(one -> one.id().equals(module))
        .flatMap(one -> one.upstream().stream())
        .anyMatch(upstream -> !"pom".equals(byId.get(upstream).getPackaging()));
  }

  /** Whether no module was left out of the run by {@code -pl}. */
  boolean isWhole() {
    return session.getAllProjects().size() == byId.size();
  }

  /** Whether Failsafe runs in any module. */
  boolean hasIntegrationTests() {
    return plans.have("maven-failsafe-plugin", "integration-test");
  }

  /** How many executions of the task's goal its module has. */
  long likeIt(TaskId task) {
    MojoExecution one = execution(task);
    return one == null
        ? 0
        : plans.count(byId.get(task.module()), one.getArtifactId(), one.getGoal());
  }

  /** The execution of a task, or null for a task that was never planned. */
  MojoExecution execution(TaskId task) {
    try {
      return plans.plan(byId.get(task.module())).get(task);
    } catch (LifecycleExecutionException e) {
      return null;
    }
  }
}
