package dev.deploypipeline.mojo;

import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.RunPipeline;
import dev.deploypipeline.pipeline.RunResult;
import dev.deploypipeline.pipeline.RunResult.Failure;
import dev.deploypipeline.pipeline.RunResult.ModuleResult;
import dev.deploypipeline.reactor.MavenComponents;
import dev.deploypipeline.reactor.ModuleReactor;
import dev.deploypipeline.reactor.ModuleSlice;
import dev.deploypipeline.reactor.OutputCapture;
import dev.deploypipeline.report.TaskOutputs;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts together that run a slice of one module's plan in a build that Maven drives. */
final class ModuleRun {

  private static final Logger LOG = LoggerFactory.getLogger(ModuleRun.class);

  private static final Duration TICK = Duration.ofSeconds(5);

  private final MavenComponents maven;
  private final MavenSession session;
  private final MojoExecution goal;

  /**
   * @param goal the execution for which the slice was taken
   */
  ModuleRun(MavenComponents maven, MavenSession session, MojoExecution goal) {
    this.maven = maven;
    this.session = session;
    this.goal = goal;
  }

  /** Runs what was taken out of Maven's plan; does nothing where nothing was. */
  void start(RunSettings settings) throws MojoExecutionException, MojoFailureException {
    MavenProject project = session.getCurrentProject();
    Optional<List<MojoExecution>> slice = ModuleSlice.claim(session, project, goal);
    if (slice.isEmpty()) {
      LOG.debug("Maven runs the tests of {} itself", project.getArtifactId());
      return;
    }
    AtomicReference<RunPipeline> pipeline = new AtomicReference<>();
    // With -T more modules than one do this at once, and a JVM has one standard output.
    Optional<OutputCapture> capture =
        session.getRequest().getDegreeOfConcurrency() > 1
            ? Optional.empty()
            : Optional.of(new OutputCapture((task, text) -> pipeline.get().output(task, text)));
    try (OutputCapture output = capture.orElse(null)) {
      ModuleReactor reactor = new ModuleReactor(maven, session, slice.get(), capture);
      PrintStream out = capture.map(OutputCapture::original).orElse(System.out);
      TaskOutputs outputs = new TaskOutputs(out, LOG::warn);
      pipeline.set(
          new RunPipeline(
              reactor,
              settings,
              reactor.plugins(),
              ReactorRun.info(session, settings, project, List.of(project), "test"),
              Map.of(),
              List.of(outputs),
              LOG::warn,
              InstantSource.system()));
      RunResult result;
      try (Ticker ticker = new Ticker(TICK, () -> outputs.tick(Instant.now()));
          StopHook hook = StopHook.install(pipeline.get(), session)) {
        result = pipeline.get().run();
      }
      reactor.finish();
      check(result.modules().get(0), project);
    } catch (LifecycleExecutionException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    } finally {
      maven.restoreSession(session);
    }
  }

  private static void check(ModuleResult result, MavenProject project)
      throws MojoExecutionException, MojoFailureException {
    if (result.outcome() == Outcome.SUCCEEDED) {
      return;
    }
    Failure failure =
        result
            .failure()
            .orElseThrow(
                () ->
                    new MojoExecutionException(
                        "The tests of " + project.getArtifactId() + " were stopped."));
    Throwable cause =
        failure.cause() instanceof LifecycleExecutionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure.cause();
    String message =
        failure.task().map(TaskId::name).orElse(project.getArtifactId())
            + ": "
            + cause.getMessage();
    if (cause instanceof MojoFailureException) {
      throw new MojoFailureException(message, cause);
    }
    throw new MojoExecutionException(message, cause);
  }
}
