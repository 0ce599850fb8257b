package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.RetrySignals;
import dev.deploypipeline.reactor.SelectionSignals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Has Surefire and Failsafe leave out the tests that a run leaves out, right before each of their
 * mojos runs. Does nothing in a build that runs all tests. Unlike other listeners it fails a build:
 * a mojo that cannot be told runs tests that it should not, or not those that it should.
 */
@Named("deploy-pipeline-test-selection")
@Singleton
final class TestSelector implements MojoExecutionListener {

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) throws MojoExecutionException {
    MojoExecution execution = event.getExecution();
    MavenSession session = event.getSession();
    if (TestMojo.stage(execution).isEmpty() || event.getProject() == null) {
      return;
    }
    Optional<Map<String, Object>> retried = RetrySignals.ask(session, execution);
    if (retried.isEmpty() && !SelectionSignals.areHeard(session)) {
      return;
    }
    try {
      if (retried.isPresent()) {
        retry(event, retried.get());
        return;
      }
      if (!new TestMojo(event.getMojo()).isSkipped()) {
        select(event);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new MojoExecutionException(
          "no tests can be left out of "
              + TestMojo.label(execution)
              + " of "
              + execution.getPlugin().getId()
              + ": "
              + e
              + ". Perhaps you should use version 3.6.1 of that plugin.",
          e);
    }
  }

  /** Whatever the run leaves out: the classes have run already, and do so again. */
  private static void retry(MojoExecutionEvent event, Map<String, Object> answer)
      throws ReflectiveOperationException {
    SelectableTests tests =
        new SelectableTests(event.getMojo(), event.getExecution().getPlugin(), event.getProject());
    if (answer.get("tag") instanceof String tag) {
      tests.leaveOutTag(tag);
    }
    tests.keep(((List<?>) answer.get("classes")).stream().map(String.class::cast).toList());
  }

  private static void select(MojoExecutionEvent event)
      throws ReflectiveOperationException, MojoExecutionException {
    MojoExecution execution = event.getExecution();
    SelectableTests tests =
        new SelectableTests(event.getMojo(), execution.getPlugin(), event.getProject());
    boolean equal = EqualExecutions.ranAlready(event.getMojo(), execution);
    if (tests.hasNone()) {
      return; // it ends as it would in plain Maven, whatever that is
    }
    Map<String, Object> facts = new HashMap<>(tests.facts());
    if (equal) {
      facts.put("equal", true);
    }
    Optional<Map<String, Object>> answer =
        SelectionSignals.ask(event.getSession(), execution, facts);
    if (answer.isEmpty() || equal) {
      return;
    }
    if (answer.get().containsKey("all")) {
      tests.leaveAllOut();
      return;
    }
    if (answer.get().get("tag") instanceof String tag) {
      tests.leaveOutTag(tag);
      RetrySignals.leftOut(event.getSession(), execution, tag);
    }
    if (answer.get().get("classes") instanceof List<?> classes && !classes.isEmpty()) {
      tests.leaveOut(classes.stream().map(String.class::cast).toList());
    }
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {}

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {}
}
