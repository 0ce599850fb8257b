package dev.deploypipeline.reactor;

import dev.deploypipeline.lint.LintedTask;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.pipeline.Module;
import dev.deploypipeline.pipeline.Placement;
import dev.deploypipeline.pipeline.PlannedMojo;
import dev.deploypipeline.pipeline.Reactor;
import dev.deploypipeline.reactor.ModuleDependencies.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * A slice of one module's plan, in a build whose modules Maven itself goes through: all modules
 * that this one uses are built, and Maven tells its listeners of modules.
 */
public final class ModuleReactor implements Reactor {

  private final MavenSession session;
  private final String id;
  private final ReactorPlans plans;
  private final ProjectState state;
  private final TestTempDirectories tempDirectories = new TestTempDirectories();
  private final TaskRunner runner;
  private final Set<TaskId> succeeded = ConcurrentHashMap.newKeySet();

  /**
   * @param session its current project is the module
   * @param slice what to run, in Maven's order
   * @param output where the tasks' output is told apart; empty to leave it as it comes
   */
  public ModuleReactor(
      MavenComponents maven,
      MavenSession session,
      List<MojoExecution> slice,
      Optional<OutputCapture> output) {
    this.session = session;
    MavenProject project = session.getCurrentProject();
    this.id = Sessions.id(project);
    this.state = new ProjectState(project);
    this.plans = new ReactorPlans(maven, session, "verify");
    slice.forEach(TestTempDirectories::separatePlugins);
    plans.give(project, slice);
    Function<TaskId, OutputCapture.Task> untold = task -> () -> {};
    ModuleDependencies dependencies =
        new ModuleDependencies(maven, session, Map.of(), Set.of(), slice);
    this.runner =
        new TaskRunner(
            maven,
            session,
            output
                .<Function<TaskId, OutputCapture.Task>>map(capture -> capture::begin)
                .orElse(untold),
            module -> dependencies);
  }

  /** All plugins of the slice, {@code groupId:artifactId}. */
  public Set<String> plugins() {
    return plans.allPlugins();
  }

  @Override
  public List<Module> modules() {
    return List.of(new Module(id, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of()));
  }

  @Override
  public List<PlannedMojo> plan(String module) throws LifecycleExecutionException {
    return plans.describe(state.project());
  }

  @Override
  public void keepView(TaskId side) {
    state.keepView(side);
  }

  @Override
  public void execute(Placement placement) throws Exception {
    placement.rejoins().forEach(state::merge);
    MojoExecution execution = execution(placement.id());
    runner.run(
        placement.id(),
        execution,
        seenBy(placement),
        Files.of(placement),
        tempDirectories.lock(execution));
    succeeded.add(placement.id());
    if (!placement.side()) {
      state.project().addLifecyclePhase(execution.getLifecyclePhase());
    }
  }

  /**
   * Leaves the project as it is behind the slice in a build without the goal. A phase that was not
   * reached is not noted: others look at the phases to know what there is of the module.
   */
  public void finish() throws LifecycleExecutionException {
    state.mergeAll();
    plans
        .plan(state.project())
        .forEach(
            (id, execution) -> {
              if (succeeded.contains(id)) {
                state.project().addLifecyclePhase(execution.getLifecyclePhase());
              }
            });
  }

  private MojoExecution execution(TaskId task) throws LifecycleExecutionException {
    return plans.plan(state.project()).get(task);
  }

  private MavenProject seenBy(Placement placement) {
    return placement.side() ? state.view(placement.id()) : state.project();
  }

  @Override
  public LintedTask linted(Placement placement) {
    try {
      return LintedTasks.of(
          placement.id(),
          execution(placement.id()),
          Sessions.forProject(session, seenBy(placement)));
    } catch (LifecycleExecutionException e) {
      throw new IllegalStateException(placement.id() + " is in no plan", e);
    }
  }

  @Override
  public boolean leasesServers(Stage stage) {
    return PoolSignals.leasingStages(session).contains(stage.id());
  }

  @Override
  public List<Finding> findings() {
    return List.of();
  }

  @Override
  public List<TestJvm> testJvms() {
    return List.of();
  }

  @Override
  public void moduleStarted(String module) {}

  @Override
  public void moduleEnded(String module, Outcome outcome, Optional<Throwable> failure) {}
}
