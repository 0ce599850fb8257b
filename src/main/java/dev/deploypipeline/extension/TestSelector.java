package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.RetrySignals;
import dev.deploypipeline.reactor.SelectionSignals;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.plugin.ContextEnabled;
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

  private static final String SUMMARY_KEY = "dev.deploypipeline.summary-of-";

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
   * Removes the summary that an earlier run left: Failsafe writes none where no test runs, and its
   * goal {@code verify} believes what is there. Before the first execution of the module, so that
   * it is none of this build's.
   */
  private synchronized void forgetSummary(MojoExecutionEvent event)
      throws ReflectiveOperationException {
    Optional<Path> summary =
        TestMojo.known(event.getMojo(), "getSummaryFile", File.class).map(File::toPath);
    Optional<FileTime> begin =
        Optional.ofNullable(event.getSession().getRequest().getStartTime())
            .map(Date::toInstant)
            .map(FileTime::from);
    if (summary.isEmpty()
        || begin.isEmpty()
        || !(event.getMojo() instanceof ContextEnabled enabled)) {
      return;
    }
    // One context for each plugin and project; a raw type in Maven's API.
    @SuppressWarnings("unchecked")
    Map<Object, Object> context = enabled.getPluginContext();
    try {
      if (context.putIfAbsent(SUMMARY_KEY + summary.get(), true) == null
          && Files.exists(summary.get())
          && Files.getLastModifiedTime(summary.get()).compareTo(begin.get()) < 0) {
        Files.delete(summary.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what an earlier run summed up cannot be removed", e);
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

  private boolean select(MojoExecutionEvent event)
      throws ReflectiveOperationException, MojoExecutionException {
    MojoExecution execution = event.getExecution();
    forgetSummary(event);
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
