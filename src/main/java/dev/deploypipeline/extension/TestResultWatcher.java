package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.RetrySignals;
import dev.deploypipeline.reactor.TestSignals;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.plugin.MojoExecution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a run where the mojos of Surefire and Failsafe write their reports, right before each of
 * them runs, and that it is over, right after. Does nothing in a build without a run, and never
 * fails one.
 */
@Named("deploy-pipeline-test-results")
@Singleton
final class TestResultWatcher {

  private static final Logger LOG = LoggerFactory.getLogger(TestResultWatcher.class);

  private static final Pattern OLD = Pattern.compile("(?:[012]|3\\.[0-5])\\..*");

  private final MojoEnds ends;

  @Inject
  TestResultWatcher(MojoEnds ends) {
    this.ends = ends;
  }

  /**
   * Has the reports of a mojo read that is about to run.
   *
   * @return what they said, for actions that wait for the mojo's end from now on; empty where
   *     nobody reads them
   */
  Optional<FailedTests> watch(MojoExecutionEvent event) {
    MojoExecution execution = event.getExecution();
    if (TestMojo.stage(execution).isEmpty() || !TestSignals.areHeard(event.getSession())) {
      return Optional.empty();
    }
    try {
      if (!new TestMojo(event.getMojo()).hasTests()) {
        return Optional.empty();
      }
      Map<String, Object> facts = new HashMap<>(new TestFacts(event.getMojo()).read());
      Properties typed = event.getSession().getUserProperties();
      // For this build only; what the pom says is the same in every build.
      if (Stream.of("groups", "excludedGroups").anyMatch(typed::containsKey)) {
        facts.put("selected", true);
      }
      if (writesOneReport(event)) {
        facts.put("oneReport", true);
      }
      if (RetrySignals.areAsked(event.getSession())) {
        facts.putAll(retryable(event));
      }
      return TestSignals.begin(event.getSession(), execution, facts)
          .map(
              reports -> {
                FailedTests failed = new FailedTests();
                ends.atEnd(event, () -> failed.are(reports.get()));
                return failed;
              });
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.warn(
          "deploy-pipeline: the results of {} are not read while it runs: {}",
          TestMojo.label(execution),
          e.toString());
      return Optional.empty();
    }
  }

  private static Map<String, Object> retryable(MojoExecutionEvent event) {
    try {
      return new RetryableTests(event).facts();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.debug("{} cannot be asked", TestMojo.label(event.getExecution()), e);
      return Map.of("notRetried", "its plugin cannot be asked (" + e + ")");
    }
  }

  /** Before 3.6, TestNG's classes had one report together, at their end. */
  private static boolean writesOneReport(MojoExecutionEvent event) {
    return event.getProject() != null
        && event.getProject().getArtifacts().stream()
            .anyMatch(artifact -> artifact.getGroupId().equals("org.testng"))
        && OLD.matcher(String.valueOf(event.getExecution().getVersion())).matches();
  }
}
