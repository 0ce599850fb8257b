package dev.deploypipeline.mojo;

import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.pipeline.RunPipeline;
import dev.deploypipeline.pipeline.RunResult;
import dev.deploypipeline.reactor.BuildResults;
import dev.deploypipeline.reactor.MavenComponents;
import dev.deploypipeline.reactor.MavenReactor;
import dev.deploypipeline.reactor.OutputCapture;
import dev.deploypipeline.reactor.PoolSignals;
import dev.deploypipeline.report.ConsoleSettings;
import dev.deploypipeline.report.ReportSettings;
import dev.deploypipeline.report.Reports;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a run together for a Maven session. */
final class ReactorRun {

  private static final Logger LOG = LoggerFactory.getLogger(ReactorRun.class);

  private static final Duration LIVE_TICK = Duration.ofMillis(250);
  private static final Duration PLAIN_TICK = Duration.ofSeconds(5);

  private final MavenComponents maven;
  private final MavenSession session;
  private final MojoExecution execution;

  ReactorRun(MavenComponents maven, MavenSession session, MojoExecution execution) {
    this.maven = maven;
    this.session = session;
    this.execution = execution;
  }

  /**
   * Runs the pipeline. Failures of modules are recorded in the session, where Maven finds them.
   *
   * @throws MojoExecutionException when the goal is called in a way that cannot work
   */
  void start(RunSettings settings) throws MojoExecutionException {
    Preconditions.check(session, execution);
    PoolSignals.startInOneTask(session);
    AtomicReference<RunPipeline> pipeline = new AtomicReference<>();
    try (OutputCapture output =
        new OutputCapture((task, text) -> pipeline.get().output(task, text))) {
      MavenReactor reactor =
          new MavenReactor(maven, session, settings.until(), settings.goals(), output);
      Reports reports = Reports.open(reportSettings(output.original()));
      pipeline.set(
          new RunPipeline(
              reactor,
              settings,
              reactor.plugins(),
              info(settings),
              reports.expectedDurations(),
              reports.listeners(),
              LOG::warn,
              InstantSource.system()));
      RunResult result;
      try (Ticker ticker =
              new Ticker(isLive() ? LIVE_TICK : PLAIN_TICK, () -> reports.tick(Instant.now()));
          StopHook hook = StopHook.install(pipeline.get(), PoolSignals.closer(session))) {
        result = pipeline.get().run();
      }
      BuildResults.publish(result, reactor, session);
    } finally {
      maven.restoreSession(session);
    }
  }

  private ReportSettings reportSettings(PrintStream out) {
    Path root = session.getRequest().getMultiModuleProjectDirectory().toPath();
    Path reports =
        Path.of(session.getTopLevelProject().getBuild().getDirectory(), "deploy-pipeline");
    boolean terminal = isLive();
    int columns = Terminal.columns(System.getenv());
    return new ReportSettings(
        Optional.of(new ConsoleSettings(out, terminal, terminal, !LOG.isInfoEnabled(), columns)),
        Optional.of(reports.resolve("run.json")),
        Optional.of(reports.resolve("trace.json")),
        Optional.of(root.resolve(".mvn/deploy-pipeline/history")),
        LOG::warn);
  }

  private boolean isLive() {
    return Terminal.isLive(System.getenv())
        && session.getRequest().isInteractiveMode()
        && !LOG.isDebugEnabled();
  }

  private RunInfo info(RunSettings settings) {
    MavenProject top = session.getTopLevelProject();
    return new RunInfo(
        top.getName(),
        top.getVersion(),
        session.getProjects().stream().map(p -> p.getGroupId() + ":" + p.getArtifactId()).toList(),
        settings.until(),
        settings.profile().id(),
        settings.threads(),
        session.getSystemProperties().getProperty("maven.version", "unknown"),
        Runtime.version().toString());
  }
}
