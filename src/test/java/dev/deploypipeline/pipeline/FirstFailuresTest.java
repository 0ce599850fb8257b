package dev.deploypipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.RunEvent.TestFailed;
import dev.deploypipeline.model.TaskId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstFailuresTest {

  private static final TaskId UNIT = new TaskId("a:b", "surefire:test (default-test)");
  private static final TaskId INTEGRATION = new TaskId("a:b", "failsafe:integration-test (it)");

  private final FirstFailures failures = new FirstFailures(() -> Instant.EPOCH);

  private Optional<TestFailed> read(TaskId task) {
    assertThat(failures.read(task, "[ERROR] p.CartTest.adds -- Time elapsed: 0.012 s <<< FAILURE!"))
        .isEmpty();
    return failures.read(task, "expected: 3");
  }

  @Test
  void theLineBehindAFailedTestIsItsMessage() {
    assertThat(read(UNIT))
        .hasValue(new TestFailed(Instant.EPOCH, UNIT, "p.CartTest.adds", "expected: 3"));
  }

  @Test
  void theOutputOfATaskWhoseReportsAreReadTellsNothing() {
    failures.ignore(UNIT);

    assertThat(read(UNIT)).isEmpty();
    assertThat(read(INTEGRATION)).isPresent();
  }
}
