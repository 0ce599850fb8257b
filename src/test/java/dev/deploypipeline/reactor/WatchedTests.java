package dev.deploypipeline.reactor;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.tests.ProcessTestJvms;
import dev.deploypipeline.tests.RerunCommand;
import dev.deploypipeline.tests.TestExecution;
import dev.deploypipeline.tests.TestWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Executions of tests whose reports are watched, and of which nobody hears. */
final class WatchedTests {

  private WatchedTests() {}

  /** Begins to watch the reports of a task. */
  static TestWatch begin(TaskId task, Path module, Path reports) throws IOException {
    boolean failsafe = task.name().startsWith("failsafe:");
    TestExecution execution =
        new TestExecution(
            task,
            reports,
            "",
            List.of(module),
            Optional.empty(),
            false,
            false,
            Duration.ofSeconds(10),
            Optional.empty(),
            new RerunCommand(Optional.empty(), false, failsafe, false, false, false, List.of()));
    return TestWatch.begin(
        execution, event -> {}, InstantSource.system(), new ProcessTestJvms(Duration.ofSeconds(1)));
  }
}
