package dev.deploypipeline.mojo;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.Phase;
import dev.deploypipeline.config.ReuseSettings;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.config.TestSettings;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.pipeline.RunPipeline;
import dev.deploypipeline.pipeline.RunResult;
import dev.deploypipeline.reactor.BrokerSignals;
import dev.deploypipeline.reactor.BuildResults;
import dev.deploypipeline.reactor.MavenComponents;
import dev.deploypipeline.reactor.MavenReactor;
import dev.deploypipeline.reactor.OutputCapture;
import dev.deploypipeline.reactor.PoolSignals;
import dev.deploypipeline.reactor.ReactorSources;
import dev.deploypipeline.reactor.TaskReuse;
import dev.deploypipeline.reactor.TestJvmSignals;
import dev.deploypipeline.reactor.TestReports;
import dev.deploypipeline.reactor.TestRetries;
import dev.deploypipeline.report.ConsoleSettings;
import dev.deploypipeline.report.ReportSettings;
import dev.deploypipeline.report.Reports;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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
  private static final Duration HUNG_TICK = Duration.ofSeconds(1);
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
  void start(
      RunSettings settings, TestSettings tests, SelectionSettings selection, ReuseSettings reuse)
      throws MojoExecutionException {
    Preconditions.check(session, execution);
    PropertyNames.warnings(session, execution.getMojoDescriptor().getPluginDescriptor())
        .forEach(LOG::warn);
    Optional<RunSelection> selected =
        RunSelection.of(selection, settings.until(), root(), ReactorSources.of(session), reports());
    boolean runsTests = settings.errand() == Errand.RUN;
    if (runsTests) {
      PoolSignals.startInOneTask(session);
      BrokerSignals.begin(session);
    }
    AtomicReference<RunPipeline> pipeline = new AtomicReference<>();
    try (OutputCapture output =
        new OutputCapture((task, text) -> pipeline.get().output(task, text))) {
      MavenReactor reactor = new MavenReactor(maven, session, settings, output);
      if (runsTests) {
        TestJvmSignals.begin(session, execution -> reactor.task(execution).isPresent());
      }
      if (runsTests && !reactor.warmsUp() && !skipsTests()) {
        PoolSignals.start(session);
      }
      Reports reports =
          Reports.open(reportSettings(output.original(), settings.errand(), reuse.why()));
      pipeline.set(
          new RunPipeline(
              reactor,
              settings,
              reactor.plugins(),
              info(settings),
              reports.expectedDurations(),
              RunSelection.listeners(reports, selected),
              LOG::warn,
              InstantSource.system()));
      selected.ifPresent(one -> one.begin(session, reactor, pipeline.get()));
      TestRetries retries =
          TestRetries.begin(session, reactor, tests.retries(), output, pipeline.get()::tell);
      Optional<TaskReuse> reused =
          selected.isPresent()
              ? Optional.empty() // a result of some of the tests stands for nothing
              : TaskReuse.begin(session, reactor, maven, reuse, pipeline.get()::tell);
      TestReports testReports = new TestReports(session, reactor, tests, pipeline.get(), retries);
      RunResult result;
      try (Ticker looks = new Ticker(LIVE_TICK, testReports::tick);
          Ticker ends = new Ticker(HUNG_TICK, testReports::endHung);
          Ticker ticker =
              new Ticker(isLive() ? LIVE_TICK : PLAIN_TICK, () -> reports.tick(Instant.now()));
          StopHook hook = StopHook.install(pipeline.get(), session)) {
        result = pipeline.get().run();
      } finally {
        reused.ifPresent(TaskReuse::close);
      }
      tellReports();
      RunSelection.end(selected, result);
      tellClosedGate(result, settings);
      BuildResults.publish(result, reactor, session);
      Preconditions.stopAfterFailure(result, settings, session);
    } finally {
      maven.restoreSession(session);
    }
  }

  /** As the test plugins have it, on the command line or in the top-level project. */
  private boolean skipsTests() {
    MavenProject top = session.getTopLevelProject();
    return Stream.of("skipTests", "maven.test.skip")
        .map(
            name ->
                session
                    .getUserProperties()
                    .getProperty(name, top.getProperties().getProperty(name)))
        .anyMatch(value -> value != null && !value.equals("false"));
  }

  private void tellReports() {
    Path directory = Path.of("").toAbsolutePath();
    List<String> written =
        Stream.of(runReport(), traceReport())
            .filter(Files::isRegularFile)
            .map(
                file ->
                    file.startsWith(directory)
                        ? directory.relativize(file).toString()
                        : file.toString())
            .toList();
    if (!written.isEmpty()) {
      LOG.info("Report: {}", String.join(", trace: ", written));
    }
  }

  /** With {@code --fail-never} nothing else tells that the modules which succeeded stay here. */
  private static void tellClosedGate(RunResult result, RunSettings settings) {
    boolean deploys = Phase.order(settings.until()).orElse(0) >= Phase.require("deploy");
    if (deploys && !result.gateOpened() && settings.failureMode() == FailureMode.FAIL_NEVER) {
      LOG.warn(
          "Nothing was deployed: no module is, unless all tasks of all modules up to verify succeed.");
    }
  }

  private Path root() {
    return session.getRequest().getMultiModuleProjectDirectory().toPath();
  }

  private Path runReport() {
    return reports().resolve("run.json");
  }

  private Path traceReport() {
    return reports().resolve("trace.json");
  }

  private Path reports() {
    return Path.of(session.getTopLevelProject().getBuild().getDirectory(), "deploy-pipeline");
  }

  private ReportSettings reportSettings(PrintStream out, Errand errand, Optional<String> why) {
    boolean terminal = isLive();
    int columns = Terminal.columns(System.getenv());
    return new ReportSettings(
        Optional.of(
            new ConsoleSettings(out, terminal, terminal, !LOG.isInfoEnabled(), columns)
                .explaining(why)),
        Optional.of(runReport()),
        Optional.of(traceReport()),
        Optional.of(root().resolve(".mvn/deploy-pipeline/history")),
        errand == Errand.RUN,
        LOG::warn);
  }

  private boolean isLive() {
    return Terminal.isLive(System.getenv())
        && session.getRequest().isInteractiveMode()
        && !LOG.isDebugEnabled();
  }

  private RunInfo info(RunSettings settings) {
    return info(
        session,
        settings,
        session.getTopLevelProject(),
        session.getProjects(),
        settings.errand().goal());
  }

  /**
   * What listeners are told of a run.
   *
   * @param named the project whose name and version the run has
   * @param modules what it runs
   * @param goal the goal that people see
   */
  static RunInfo info(
      MavenSession session,
      RunSettings settings,
      MavenProject named,
      List<MavenProject> modules,
      String goal) {
    return new RunInfo(
        named.getName(),
        named.getVersion(),
        modules.stream().map(p -> p.getGroupId() + ":" + p.getArtifactId()).toList(),
        settings.until(),
        settings.profile().id(),
        settings.threads(),
        session.getSystemProperties().getProperty("maven.version", "unknown"),
        Runtime.version().toString(),
        goal);
  }
}
