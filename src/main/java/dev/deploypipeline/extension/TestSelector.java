package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.RetrySignals;
import dev.deploypipeline.reactor.SelectionSignals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Has Surefire and Failsafe leave out the tests that a run leaves out. Does nothing in a build that
 * runs all tests. Unlike its neighbours it fails a build: a mojo that cannot be told runs tests
 * that it should not, or not those that it should.
 */
@Named
@Singleton
final class TestSelector {

  /**
   * Has a mojo that is about to run leave out tests.
   *
   * @return whether all of its tests are left out
   * @throws MojoExecutionException where it cannot be told
   */
  boolean leavesAllOut(MojoExecutionEvent event) throws MojoExecutionException {
    MojoExecution execution = event.getExecution();
    if (event.getProject() == null) {
      return false;
    }
    Optional<Map<String, Object>> retried = RetrySignals.ask(event.getSession(), execution);
    if (retried.isEmpty() && !SelectionSignals.areHeard(event.getSession())) {
      return false;
    }
    try {
      if (retried.isPresent()) {
        retry(event, retried.get());
        return false;
      }
      return !new TestMojo(event.getMojo()).isSkipped() && select(event);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw cannot(execution, e);
    }
  }

  /**
   * Has the goal that decides by Failsafe's results want no test where the run has left some out,
   * as the goal that runs them does. Only of all shards together that is a failure.
   */
  void decides(MojoExecutionEvent event) throws MojoExecutionException {
    if (event.getProject() == null || !SelectionSignals.areHeard(event.getSession())) {
      return;
    }
    Mojo mojo = event.getMojo();
    try {
      if (TestMojo.known(mojo, "getFailIfNoTests", Boolean.class).orElse(false)
          && SelectionSignals.ask(
                  event.getSession(), event.getExecution(), Map.of("verifies", true))
              .filter(answer -> answer.containsKey("needsNoTests"))
              .isPresent()) {
        mojo.getClass().getMethod("setFailIfNoTests", boolean.class).invoke(mojo, false);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw cannot(event.getExecution(), e);
    }
  }

  private static MojoExecutionException cannot(MojoExecution execution, Throwable e) {
    return new MojoExecutionException(
        "no tests can be left out of "
            + TestMojo.label(execution)
            + " of "
            + execution.getPlugin().getId()
            + ": "
            + e
            + ". Perhaps you should use version 3.6.1 of that plugin.",
        e);
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

  private static boolean select(MojoExecutionEvent event)
      throws ReflectiveOperationException, MojoExecutionException {
    MojoExecution execution = event.getExecution();
    SelectableTests tests =
        new SelectableTests(event.getMojo(), execution.getPlugin(), event.getProject());
    boolean equal = EqualExecutions.ranAlready(event.getMojo(), execution);
    if (tests.hasNone()) {
      return false; // it ends as it would in plain Maven, whatever that is
    }
    Map<String, Object> facts = new HashMap<>(tests.facts());
    if (equal) {
      facts.put("equal", true);
    }
    Optional<Map<String, Object>> answer =
        SelectionSignals.ask(event.getSession(), execution, facts);
    if (answer.isEmpty() || equal) {
      return false;
    }
    if (answer.get().containsKey("all")) {
      tests.leaveAllOut();
      return true;
    }
    if (answer.get().get("tag") instanceof String tag) {
      tests.leaveOutTag(tag);
      RetrySignals.leftOut(event.getSession(), execution, tag);
    }
    if (answer.get().get("classes") instanceof List<?> classes && !classes.isEmpty()) {
      tests.leaveOut(classes.stream().map(String.class::cast).toList());
    }
    return false;
  }
}
