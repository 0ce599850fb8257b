package dev.deploypipeline.extension;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.reactor.SelectionSignals;
import dev.deploypipeline.reactor.TestJvmSession;
import dev.deploypipeline.tuning.ForkMeter;
import dev.deploypipeline.tuning.ForkRecord;
import dev.deploypipeline.tuning.JvmStart;
import dev.deploypipeline.tuning.StartChoice;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the test JVMs of Surefire and Failsafe the options that let them start quickly, where that
 * was measured to pay, and measures them. The plugins go on to start them, and to decide everything
 * else. Never fails a build.
 */
@Named("deploy-pipeline-test-jvms")
@Singleton
final class TestJvmTuner {

  private static final Logger LOG = LoggerFactory.getLogger(TestJvmTuner.class);

  /** One execution that is measured. */
  private record Watched(
      TestJvmSession session,
      TestJvmVerdict verdict,
      TaskId task,
      StartChoice choice,
      ForkMeter.Measurement measurement,
      long begin,
      boolean whole) {}

  private final MojoEnds ends;
  private final Map<String, String> environment;

  @Inject
  TestJvmTuner(MojoEnds ends) {
    this(ends, System.getenv());
  }

  TestJvmTuner(MojoEnds ends, Map<String, String> environment) {
    this.ends = ends;
    this.environment = environment;
  }

  /**
   * Notes that a mojo is about to run. Called before anything else is changed.
   *
   * @return whether it will run tests that the goal {@code run} asked for, and has not run already
   */
  boolean willRun(MojoExecutionEvent event) {
    MojoExecution execution = event.getExecution();
    if (event.getProject() == null || TestJvmSession.of(event.getSession(), execution).isEmpty()) {
      return false;
    }
    try {
      return new TestMojo(event.getMojo()).hasTests()
          && !EqualExecutions.ranAlready(event.getMojo(), execution);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.debug("The configuration of {} is not compared", TestMojo.label(execution), e);
      return true;
    }
  }

  /**
   * Chooses how the test JVMs of a mojo start. Called when nothing else is in its way any more.
   *
   * @param failed what its reports will have said at the end; empty where nobody reads them
   */
  void tune(MojoExecutionEvent event, Optional<FailedTests> failed) {
    Optional<TestJvmSession> session =
        TestJvmSession.of(event.getSession(), event.getExecution())
            .filter(known -> known.settings().tuned());
    if (session.isEmpty()) {
      return;
    }
    try {
      tune(event, failed, session.get());
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      LOG.debug("The test JVMs of {} are left alone", event.getExecution(), e);
      tellPlain(session.get(), event, "its plugin cannot be asked");
    }
  }

  private void tune(MojoExecutionEvent event, Optional<FailedTests> failed, TestJvmSession session)
      throws ReflectiveOperationException, IOException {
    TestJvmConfiguration configuration =
        new TestJvmConfiguration(event.getMojo(), event.getProject(), event.getSession());
    Optional<String> obstacle =
        configuration.obstacle(
            session.jvmConfig(), environment, System.getProperty("java.vm.name"));
    if (obstacle.isPresent()) {
      tellPlain(session, event, obstacle.get());
      return;
    }
    if (failed.isEmpty()) {
      tellPlain(session, event, "nobody reads its reports, which tell what failed");
      return;
    }
    TaskId task = task(event);
    StartChoice choice = session.choose(task, environment);
    Watched watched =
        new Watched(
            session,
            new TestJvmVerdict(configuration, failed.get(), event.getSession()),
            task,
            choice,
            session.meter().begin(configuration.temporaryDirectory()),
            System.nanoTime(),
            !configuration.runsSomeTestsOnly() && !SelectionSignals.areHeard(event.getSession()));
    ends.atEnd(event, end -> ended(watched, end));
    if (choice.start() != JvmStart.PLAIN) {
      configuration.addOptions(choice.start().options());
    }
  }

  private static void ended(Watched watched, MojoEnds.End end) {
    Optional<ForkMeter.Cost> cost = watched.measurement().end();
    watched.session().tell(told(watched.task(), watched.choice(), cost));
    Optional<Set<String>> failed = watched.verdict().failures(end);
    if (failed.isEmpty()) {
      return;
    }
    if (!failed.get().isEmpty() && watched.choice().start() != JvmStart.PLAIN) {
      LOG.warn(
          "deploy-pipeline: {} failed with options of this plugin for its test JVMs ({}). The next run starts"
              + " them without. Perhaps you should rule them out with -Ddeploy-pipeline.tests.tuning=off.",
          watched.task(),
          watched.choice().start().options());
    }
    Duration wall = Duration.ofNanos(System.nanoTime() - watched.begin());
    watched
        .session()
        .record(
            new ForkRecord(
                watched.task(),
                watched.choice().start(),
                failed.get().isEmpty(),
                cost.map(ForkMeter.Cost::wall).orElse(wall),
                cost.map(ForkMeter.Cost::cpu)),
            failed.get(),
            watched.whole());
  }

  private static void tellPlain(TestJvmSession session, MojoExecutionEvent event, String reason) {
    session.tell(told(task(event), StartChoice.plain(reason), Optional.empty()));
  }

  private static TestJvm told(TaskId task, StartChoice choice, Optional<ForkMeter.Cost> cost) {
    return new TestJvm(
        task,
        "surefire",
        choice.start().id(),
        choice.reason(),
        cost.map(ForkMeter.Cost::wall),
        cost.map(ForkMeter.Cost::cpu));
  }

  private static TaskId task(MojoExecutionEvent event) {
    MavenProject project = event.getProject();
    return new TaskId(
        project.getGroupId() + ":" + project.getArtifactId(), TestMojo.label(event.getExecution()));
  }
}
