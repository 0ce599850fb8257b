package dev.deploypipeline.reactor;

import dev.deploypipeline.config.MojoModels;
import dev.deploypipeline.config.ReuseSettings;
import dev.deploypipeline.model.ReuseDecision;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.reuse.FileDigests;
import dev.deploypipeline.reuse.Fingerprint;
import dev.deploypipeline.reuse.OutputFile;
import dev.deploypipeline.reuse.Restorer;
import dev.deploypipeline.reuse.ResultStore;
import dev.deploypipeline.reuse.TaskResult;
import dev.deploypipeline.reuse.TaskState;
import dev.deploypipeline.reuse.TaskStates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets results of earlier builds stand for tasks whose inputs did not change. What it does not know
 * for certain runs. Safe for use by many threads.
 */
public final class TaskReuse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskReuse.class);

  private final MavenReactor reactor;
  private final MavenComponents maven;
  private final ReuseSettings settings;
  private final Map<String, List<Path>> services;
  private final MojoCalls calls;
  private final UnkeptCalls unkept;
  private final Consumer<RunEvent> events;
  private final Clock clock = Clock.systemUTC();
  private final FileDigests digests;
  private final TaskStates states;
  private final ResultStore store;
  private final Restorer restorer;
  private final TaskInputs inputs;
  private final MojoModels models = MojoModels.builtIn();
  private final Set<String> modules;
  private final ReactorFiles files;

  private TaskReuse(
      MavenSession session,
      MavenReactor reactor,
      MavenComponents maven,
      ReuseSettings settings,
      Consumer<RunEvent> events) {
    this.reactor = reactor;
    this.maven = maven;
    this.settings = settings;
    this.events = events;
    this.calls = reactor.runner().calls();
    this.services = PoolSignals.services(session);
    Path directory = Sessions.directory(session).resolve("reuse");
    this.digests = FileDigests.open(directory.resolve("digests"), clock);
    this.states = TaskStates.open(directory.resolve("tasks"), digests);
    this.unkept = new UnkeptCalls(calls, digests, states);
    this.files = new ReactorFiles(reactor, states);
    this.store = ResultStores.open(settings, session, clock);
    this.restorer = new Restorer(store, digests, directory.resolve("staging"));
    this.inputs = new TaskInputs(session, digests, new VisibleEnvironment(List.of()));
    this.modules =
        session.getAllProjects().stream()
            .map(project -> project.getArtifactId())
            .collect(Collectors.toSet());
  }

  /**
   * Has the reactor's tasks reused from now on, where that is asked for. Called after whatever else
   * changes how mojos are called, which then is asked only for what runs.
   *
   * @param events hears what was decided
   */
  public static Optional<TaskReuse> begin(
      MavenSession session,
      MavenReactor reactor,
      MavenComponents maven,
      ReuseSettings settings,
      Consumer<RunEvent> events) {
    if (!settings.mode().reads() && !settings.mode().writes()) {
      return Optional.empty();
    }
    TaskReuse reuse = new TaskReuse(session, reactor, maven, settings, events);
    reactor.runner().callBy(reuse::call);
    return Optional.of(reuse);
  }

  private void call(MavenSession session, MojoExecution execution)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException {
    Optional<TaskId> id = reactor.task(execution);
    ModuleFiles module = files.of(Sessions.id(session.getCurrentProject()));
    int place = id.map(files::place).orElse(-1);
    Optional<ReusableTask> known =
        id.flatMap(task -> ReusableTask.of(task, execution, session, models, place));
    if (known.isEmpty()) {
      unkept.run(new UnkeptCalls.Call(session, execution, id, known, place), module);
      id.ifPresent(task -> tellRun(task, "its goal is not known", Optional.empty()));
      return;
    }
    ReusableTask task = known.get();
    Optional<String> obstacle = task.obstacle(modules);
    if (obstacle.isPresent()) {
      unkept.run(UnkeptCalls.Call.of(task), module);
      tellRun(task.id(), obstacle.get(), Optional.empty());
      return;
    }
    Optional<TaskState> before =
        states
            .of(task.id())
            .filter(state -> !state.fingerprint().inputs().isEmpty())
            .map(state -> withoutOthers(state, module.before(task.place())));
    Assessment assessment = assess(task, before, module);
    if (assessment.result().isPresent()) {
      Optional<String> failure = restore(task, assessment, before, module);
      if (failure.isEmpty()) {
        return;
      }
      assessment = assessment.mustRun(failure.get());
    }
    run(task, assessment, before, module);
  }

  /** What another goal has written since is not the task's own any more. */
  private static TaskState withoutOthers(TaskState state, Set<String> others) {
    return new TaskState(
        state.fingerprint(),
        state.files().stream().filter(file -> !others.contains(file.path())).toList(),
        state.reusable());
  }

  private Assessment assess(ReusableTask task, Optional<TaskState> before, ModuleFiles module) {
    return Assessment.of(
        before,
        own -> inputs.fingerprint(task, own, module, services),
        settings.mode().reads() ? Optional.of(store) : Optional.empty());
  }

  /** Puts a result back; returns why that failed. */
  private Optional<String> restore(
      ReusableTask task, Assessment assessment, Optional<TaskState> before, ModuleFiles module) {
    TaskResult result = assessment.result().orElseThrow();
    states.forget(task.id());
    Restorer.Outcome outcome = restorer.restore(task.base(), result, before);
    if (outcome instanceof Restorer.NotRestored failed) {
      return Optional.of("its result could not be put back: " + failed.reason());
    }
    ProjectMemento.apply(result.changes(), task.project(), maven.projectHelper());
    states.put(
        task.id(), new TaskState(assessment.fingerprint().orElseThrow(), result.files(), true));
    module.left(task.placeOfFiles(), result.files().stream().map(OutputFile::path).toList());
    String reason = "nothing that it depends on has changed since " + result.at();
    LOG.info("Reused: {}", reason);
    events.accept(
        new RunEvent.ReuseDecided(
            clock.instant(),
            new ReuseDecision(
                task.id(), true, List.of(reason), Optional.empty(), Optional.of(result.took()))));
    return Optional.empty();
  }

  private void run(
      ReusableTask task, Assessment assessment, Optional<TaskState> before, ModuleFiles module)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException {
    // Whatever is known of its files does not hold from now on.
    states.forget(task.id());
    if (assessment.fingerprint().isEmpty() || !settings.mode().writes()) {
      unkept.run(UnkeptCalls.Call.of(task), module);
      tellRun(task.id(), assessment.reasons(), Optional.of("nothing was to be kept"));
      return;
    }
    TaskCapture capture;
    try {
      capture = TaskCapture.begin(task, before, states, digests, module);
    } catch (IOException e) {
      unkept.run(UnkeptCalls.Call.of(task), module);
      tellRun(task.id(), assessment.reasons(), Optional.of("what was there cannot be read: " + e));
      return;
    }
    Instant begin = clock.instant();
    boolean succeeded = false;
    try {
      calls.call(task.session(), task.execution());
      succeeded = true;
    } finally {
      capture.ended();
      if (!succeeded) {
        noteFailed(task, assessment.fingerprint().get(), capture);
      }
    }
    Optional<String> notKept = keep(task, assessment.fingerprint().get(), capture, begin, module);
    tellRun(task.id(), assessment.reasons(), notKept);
  }

  /** What a failed task left is known to be its own, so that the next run can remove it. */
  private void noteFailed(ReusableTask task, Fingerprint fingerprint, TaskCapture capture) {
    try {
      capture.look();
      List<OutputFile> left = capture.result(Duration.ZERO, clock.instant()).files();
      states.put(task.id(), new TaskState(fingerprint, left, false));
    } catch (IOException | RuntimeException e) {
      LOG.debug("What {} left is not known", task.id(), e);
    }
  }

  /** Keeps a result; returns why not. */
  private Optional<String> keep(
      ReusableTask task,
      Fingerprint before,
      TaskCapture capture,
      Instant begin,
      ModuleFiles module) {
    try {
      Instant end = clock.instant();
      capture.look();
      if (Thread.currentThread().isInterrupted() || PoolSignals.isStopping(task.session())) {
        // Tests that were interrupted may have ended as if there were no more of them.
        capture.doubt("the build was being stopped");
      }
      module.left(task.placeOfFiles(), capture.written());
      TaskResult result = capture.result(Duration.between(begin, end), end);
      boolean whole = capture.obstacle().isEmpty();
      states.put(task.id(), new TaskState(before, result.files(), whole));
      if (!whole) {
        return capture.obstacle();
      }
      Fingerprint after = inputs.fingerprint(task, capture.written(), module, services);
      List<String> changed = TaskInputs.changedMeanwhile(task, before, after);
      if (!changed.isEmpty()) {
        return Optional.of("while it ran, " + String.join("; ", changed));
      }
      boolean kept = store.put(before.key(), result, file -> task.base().resolve(file.path()));
      return kept ? Optional.empty() : Optional.of("it could not be written");
    } catch (IOException | UnfitInputs e) {
      return Optional.of("what it left cannot be read: " + e);
    }
  }

  private void tellRun(TaskId task, String reason, Optional<String> notKept) {
    tellRun(task, List.of(reason), notKept);
  }

  private void tellRun(TaskId task, List<String> reasons, Optional<String> notKept) {
    events.accept(
        new RunEvent.ReuseDecided(
            clock.instant(), new ReuseDecision(task, false, reasons, notKept, Optional.empty())));
  }

  /** Keeps what later builds need. */
  @Override
  public void close() {
    store.close();
    try {
      states.close();
      digests.close();
    } catch (IOException e) {
      LOG.warn(
          "deploy-pipeline: What was built is not remembered ({}), so the next run reuses less.",
          e.toString());
    }
  }
}
