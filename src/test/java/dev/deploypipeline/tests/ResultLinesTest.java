package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.TaskId;
import org.junit.jupiter.api.Test;

class ResultLinesTest {

  private static final TaskId OTHER = new TaskId("org.acme:core", "failsafe:integration-test (x)");

  private final ResultLines lines = new ResultLines();

  @Test
  void theLastLineOfATaskThatSumsUpCounts() {
    lines.read(
        Reports.TASK,
        """
        [ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! -- in p.A
        [ERROR] \u001b[1;31mTests run: 5, Failures: 1, Errors: 2, Skipped: 0\u001b[m
        """);
    lines.read(OTHER, "[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Flakes: 2\n");
    assertThat(lines.take(Reports.TASK)).hasValue(3);
    assertThat(lines.take(OTHER)).hasValue(0);
    assertThat(lines.take(OTHER)).isEmpty();
  }

  @Test
  void theLineOfAClassIsNoSum() {
    lines.read(
        Reports.TASK,
        "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in p.A\n");
    assertThat(lines.take(Reports.TASK)).isEmpty();
  }
}
