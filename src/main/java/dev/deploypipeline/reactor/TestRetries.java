package dev.deploypipeline.reactor;

import dev.deploypipeline.config.RetrySettings;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.tests.ResultLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs test classes that failed again, each in a JVM of its own. What it does not know for certain
 * stays a failure. Safe for use by many threads.
 */
public final class TestRetries {

  private static final Logger LOG = LoggerFactory.getLogger(TestRetries.class);

  private static final String FAILSAFE = "maven-failsafe-plugin";

  private final MavenReactor reactor;
  private final RetrySettings settings;
  private final ResultLines lines;
  private final Consumer<RunEvent> events;
  private final MojoCalls calls;
  private final TestAttempts attempts;
  private final FlakyGate gate;

  private TestRetries(
      MavenReactor reactor,
      RetrySettings settings,
      ResultLines lines,
      Consumer<RunEvent> events,
      MojoCalls calls) {
    this.reactor = reactor;
    this.settings = settings;
    this.lines = lines;
    this.events = events;
    this.calls = calls;
    this.attempts = new TestAttempts(lines, events);
    this.gate = new FlakyGate(settings.failOnFlaky());
  }

  /**
   * Has the reactor's test mojos retried, if anything is asked for.
   *
   * @param output reads what the tasks print
   * @param events hears what became of the classes, once all attempts are over
   */
  public static TestRetries begin(
      MavenSession session,
      MavenReactor reactor,
      RetrySettings settings,
      OutputCapture output,
      Consumer<RunEvent> events) {
    ResultLines lines = new ResultLines();
    TestRetries retries =
        new TestRetries(reactor, settings, lines, events, reactor.runner().calls());
    if (settings.changeAnything()) {
      output.alsoTo(lines::read);
      RetrySignals.answer(session, retries.attempts::answer);
      reactor.runner().callBy(retries::call);
    }
    return retries;
  }

  /** The attempts that run now. */
  TestAttempts attempts() {
    return attempts;
  }

  /** Nobody reads the reports of that task, so that nothing is known of its flaky tests. */
  void unread(TaskId task) {
    gate.unread(task).ifPresent(warning -> LOG.warn("deploy-pipeline: {}", warning));
  }

  private void call(MavenSession session, MojoExecution execution)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException {
    boolean verifies = isFailsafe(execution) && execution.getGoal().equals("verify");
    Optional<TaskId> task =
        verifies || TestTempDirectories.runsTests(execution)
            ? reactor.task(execution)
            : Optional.empty();
    if (task.isEmpty() || verifies) {
      calls.call(session, execution);
      if (task.isPresent()) {
        gate.verified(task.get());
      }
      return;
    }
    TestAttempt first = attempts.begin(execution, new TestAttempt(task.get(), Set.of()));
    try {
      Optional<MojoFailureException> failure = attempt(session, execution);
      boolean passed = retry(session, execution, first, failure);
      if (failure.isPresent() && !passed) {
        throw failure.get();
      }
    } finally {
      attempts.end(execution);
      first.results().ifPresent(events);
    }
    if (first.ignoresFailures()) {
      return;
    }
    if (isFailsafe(execution)) {
      // As its failures do, which leave it to a later goal to fail, after what ends a server.
      gate.hold(task.get(), first.flaky());
    } else {
      gate.check(task.get(), first.flaky());
    }
  }

  private static boolean isFailsafe(MojoExecution execution) {
    return execution.getArtifactId().equals(FAILSAFE);
  }

  private Optional<MojoFailureException> attempt(MavenSession session, MojoExecution execution)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException {
    try {
      calls.call(session, execution);
      return Optional.empty();
    } catch (MojoFailureException e) {
      RetrySignals.failed(session, execution, e);
      return Optional.of(e);
    } catch (MojoExecutionException | PluginConfigurationException | PluginManagerException e) {
      RetrySignals.failed(session, execution, e);
      throw e;
    }
  }

  /** Whether everything that failed passed. */
  private boolean retry(
      MavenSession session,
      MojoExecution execution,
      TestAttempt first,
      Optional<MojoFailureException> failure) {
    if (settings.retries() == 0 || first.ignoresFailures() || isStopped(session)) {
      return false;
    }
    boolean anyFailed =
        failure.isPresent()
            || first.results().stream()
                .flatMap(all -> all.classes().stream())
                .anyMatch(one -> one.failed() > 0);
    if (!anyFailed) {
      return false;
    }
    Optional<String> obstacle =
        isFailsafe(execution) && reactor.likeIt(first.task()) > 1
            ? Optional.of("another execution in its module writes the same summary")
            : first.obstacle().or(() -> first.doubt(failure, lines));
    if (obstacle.isPresent()) {
      warn(first, obstacle.get());
      return false;
    }
    Path directory =
        Path.of(
            session.getCurrentProject().getBuild().getDirectory(),
            "deploy-pipeline",
            "retries",
            TestTempDirectories.suffix(execution).substring(1));
    try {
      Recoveries recoveries = Recoveries.begin(first, settings.retries(), directory);
      Set<String> failing = new TreeSet<>(first.reports().failedClasses());
      for (int number = 1; number <= settings.retries() && !failing.isEmpty(); number++) {
        if (!again(session, execution, first, recoveries, failing, number)) {
          break;
        }
      }
      recoveries.write();
      return failing.isEmpty();
    } catch (IOException | RuntimeException e) {
      // What failed first is what is told.
      LOG.debug("The retries of {} failed", first.task(), e);
      warn(first, "its results cannot be written (" + e + ")");
      return false;
    }
  }

  /** Runs the classes again that still fail, and takes out those that passed. */
  private boolean again(
      MavenSession session,
      MojoExecution execution,
      TestAttempt first,
      Recoveries recoveries,
      Set<String> failing,
      int number) {
    LOG.info(
        "deploy-pipeline: Retry {} of {}, each class in a fresh JVM: {}",
        number,
        settings.retries(),
        String.join(", ", failing));
    MojoExecution other =
        RetriedExecution.of(
            execution, number, recoveries.directory(number), first.summary().isPresent());
    TestAttempt retry = new TestAttempt(first.task(), failing);
    retry.leavesOut(first.tag());
    attempts.begin(other, retry);
    try {
      Optional<MojoFailureException> failure = attempt(session, other);
      Optional<String> doubt =
          isStopped(session) ? Optional.of("the build is stopped") : retry.doubt(failure, lines);
      if (doubt.isPresent()) {
        warn(first, "of the retry: " + doubt.get());
        return false;
      }
    } catch (MojoFailureException
        | MojoExecutionException
        | PluginConfigurationException
        | PluginManagerException
        | RuntimeException e) {
      LOG.debug("The retry of {} failed", first.task(), e);
      warn(first, "the retry failed: " + e.getMessage());
      return false;
    } finally {
      attempts.end(other);
    }
    Map<String, String> reasons = recoveries.add(retry, failing, number);
    failing.retainAll(reasons.keySet());
    new TreeMap<>(reasons)
        .forEach((name, why) -> LOG.info("deploy-pipeline: {} still fails: {}", name, why));
    return true;
  }

  private static void warn(TestAttempt attempt, String reason) {
    LOG.warn(
        "deploy-pipeline: The failures of {} stand, whatever deploy-pipeline.tests.retries says, because {}.",
        attempt.task(),
        reason);
  }

  private static boolean isStopped(MavenSession session) {
    return Thread.currentThread().isInterrupted() || PoolSignals.isStopping(session);
  }
}
