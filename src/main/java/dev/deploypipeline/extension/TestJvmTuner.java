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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
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
final class TestJvmTuner implements MojoExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(TestJvmTuner.class);

  private static final Pattern PASSED =
      Pattern.compile("<errors>0</errors>\\s*<failures>0</failures>");
  private static final Pattern NOT_PASSED =
      Pattern.compile("result=\"(?!254\"|null\")|timeout=\"true\"|<failureMessage>[^<]");

  /** One execution that is measured. */
  private record Watched(
      TestJvmSession session,
      TestJvmConfiguration configuration,
      TaskId task,
      StartChoice choice,
      ForkMeter.Measurement measurement,
      long begin,
      boolean whole) {}

  private final MojoEnds ends;

  @Inject
  TestJvmTuner(MojoEnds ends) {
    this.ends = ends;
  }

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {
    MojoExecution execution = event.getExecution();
    if (TestMojo.stage(execution).isEmpty() || event.getProject() == null) {
      return;
    }
    Optional<TestJvmSession> session = TestJvmSession.of(event.getSession());
    if (session.isEmpty()) {
      return;
    }
    try {
      if (new TestMojo(event.getMojo()).hasTests()
          && !EqualExecutions.ranAlready(event.getMojo(), execution)
          && session.get().settings().tuned()) {
        tune(event, session.get());
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      LOG.debug("The test JVMs of {} are left alone", execution.getPlugin().getId(), e);
      session
          .get()
          .tell(
              told(task(event), StartChoice.plain("its plugin cannot be asked"), Optional.empty()));
    }
  }

  private void tune(MojoExecutionEvent event, TestJvmSession session)
      throws ReflectiveOperationException, IOException {
    TaskId task = task(event);
    TestJvmConfiguration configuration =
        new TestJvmConfiguration(event.getMojo(), event.getProject());
    Optional<String> obstacle =
        configuration.obstacle(
            event.getSession(),
            session.jvmConfig(),
            System.getenv(),
            System.getProperty("java.vm.name"));
    if (obstacle.isPresent()) {
      session.tell(told(task, StartChoice.plain(obstacle.get()), Optional.empty()));
      return;
    }
    StartChoice choice = StartChoice.of(session.past(task), JvmStart.TUNED);
    Watched watched =
        new Watched(
            session,
            configuration,
            task,
            choice,
            session.meter().begin(configuration.temporaryDirectory()),
            System.nanoTime(),
            !configuration.runsSomeTestsOnly() && !SelectionSignals.areHeard(event.getSession()));
    ends.atEnd(event, succeeded -> ended(watched, succeeded));
    if (choice.start() != JvmStart.PLAIN) {
      configuration.addOptions(choice.start().options());
    }
  }

  private static void ended(Watched watched, boolean succeeded) {
    Optional<ForkMeter.Cost> cost = watched.measurement().end();
    watched.session().tell(told(watched.task(), watched.choice(), cost));
    // A run that is stopped says nothing of its tests.
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    boolean passed = succeeded && !summaryTellsOfFailures(watched.configuration());
    if (!passed && watched.choice().start() != JvmStart.PLAIN) {
      LOG.warn(
          "deploy-pipeline: {} failed with options of this plugin for its test JVMs ({}). The next run starts"
              + " them without. Perhaps you should rule them out with -Ddeploy-pipeline.tests.tuning=off.",
          watched.task(),
          watched.choice().start().options());
    }
    // Some of the tests cost less than all; that they passed proves nothing of the others.
    if (watched.whole() || !passed) {
      Duration wall = Duration.ofNanos(System.nanoTime() - watched.begin());
      watched
          .session()
          .record(
              new ForkRecord(
                  watched.task(),
                  watched.choice().start(),
                  passed,
                  cost.map(ForkMeter.Cost::wall).orElse(wall),
                  cost.map(ForkMeter.Cost::cpu)));
    }
  }

  /** Failsafe succeeds when tests fail, and leaves it to another goal to fail the build. */
  private static boolean summaryTellsOfFailures(TestJvmConfiguration configuration) {
    try {
      Optional<Path> file = configuration.summaryFile().map(one -> one.toPath());
      if (file.isEmpty() || !Files.isRegularFile(file.get())) {
        return false;
      }
      String summary = Files.readString(file.get());
      return !PASSED.matcher(summary).find() || NOT_PASSED.matcher(summary).find();
    } catch (ReflectiveOperationException | IOException e) {
      LOG.debug("The summary of Failsafe cannot be read", e);
      return false;
    }
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

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {}

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {}
}
