package dev.deploypipeline.reactor;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;

/** Fails a module for flaky tests, where that is asked for. Safe for use by many threads. */
final class FlakyGate {

  private final boolean closed;
  private final Map<String, List<FlakyTest>> held = new HashMap<>();

  /**
   * @param closed whether a flaky test fails its module
   */
  FlakyGate(boolean closed) {
    this.closed = closed;
  }

  /**
   * Takes the flaky tests of Failsafe, which leaves it to a later goal to fail, behind what ends a
   * server for example.
   */
  synchronized void hold(TaskId task, List<FlakyTest> flaky) {
    held.computeIfAbsent(task.module(), one -> new ArrayList<>()).addAll(flaky);
  }

  /** That later goal has found no failure. */
  void verified(TaskId task) throws MojoFailureException {
    check(task, heldOf(task.module()));
  }

  private synchronized List<FlakyTest> heldOf(String module) {
    return List.copyOf(held.getOrDefault(module, List.of()));
  }

  /**
   * Hears of a task whose reports nobody reads.
   *
   * @return what the log says of it; empty where nothing would fail for a flaky test
   */
  Optional<String> unread(TaskId task) {
    return closed
        ? Optional.of(
            "A flaky test of "
                + task
                + " does not fail its module (deploy-pipeline.tests.failOnFlaky), because its reports are not"
                + " read. Perhaps you should remove disableXmlReport and statelessTestsetReporter from its"
                + " configuration.")
        : Optional.empty();
  }

  /**
   * Fails a task for its flaky tests.
   *
   * @throws MojoFailureException where there are any, and they fail their module
   */
  void check(TaskId task, List<FlakyTest> flaky) throws MojoFailureException {
    if (closed && !flaky.isEmpty()) {
      throw new MojoFailureException(
          (flaky.size() == 1 ? "1 test" : flaky.size() + " tests")
              + " of "
              + task.moduleShortName()
              + " failed and then passed, and deploy-pipeline.tests.failOnFlaky is set: "
              + String.join(", ", flaky.stream().map(FlakyTest::test).toList())
              + ". Perhaps you should mend the first of them.");
    }
  }
}
