package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunSummary;
import dev.deploypipeline.model.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskOutputsTest {

  private static final Instant AT = Instant.EPOCH;
  private static final TaskId UNIT = new TaskId("g:a", "surefire:test (default-test)");
  private static final TaskId CHECK = new TaskId("g:a", "pmd:check (default)");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> warnings = new ArrayList<>();
  private final TaskOutputs outputs =
      new TaskOutputs(new PrintStream(bytes, true, StandardCharsets.UTF_8), warnings::add);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void print(TaskId id, String text) {
    outputs.on(new RunEvent.TaskOutput(AT, id, text));
  }

  private void start(TaskId id) {
    outputs.on(new RunEvent.TaskStarted(AT, id, 0));
  }

  @Test
  void aTaskThatRunsAloneIsSeenAtOnce() {
    start(UNIT);
    print(UNIT, "unit 1\n");
    assertThat(printed()).isEqualTo("unit 1\n");

    start(CHECK);
    print(UNIT, "unit 2\n");
    print(CHECK, "check 1\n");
    assertThat(printed()).isEqualTo("unit 1\n");

    outputs.on(new RunEvent.TaskFinished(AT, CHECK, Outcome.SUCCEEDED, Optional.empty()));
    print(UNIT, "unit 3\n");
    assertThat(printed()).isEqualTo("unit 1\ncheck 1\nunit 2\nunit 3\n");
    assertThat(warnings).isEmpty();
  }

  @Test
  void afterAWhileOfSilenceWhatRunsIsSaid() {
    start(UNIT);
    start(CHECK);
    print(UNIT, "unit 1\n");
    outputs.tick(AT.plusSeconds(29));
    assertThat(printed()).isEmpty();

    outputs.tick(AT.plusSeconds(30));
    outputs.tick(AT.plusSeconds(31));

    assertThat(printed())
        .isEqualTo("[INFO] deploy-pipeline: still running: " + UNIT + ", " + CHECK + "\n");
  }

  @Test
  void theOutputOfATaskComesInOnePieceWhenItEnds() {
    start(UNIT);
    start(CHECK);
    print(UNIT, "unit 1\n");
    print(CHECK, "check 1\n");
    print(UNIT, "unit 2\n");
    assertThat(printed()).isEmpty();

    outputs.on(new RunEvent.TaskFinished(AT, CHECK, Outcome.SUCCEEDED, Optional.empty()));
    outputs.on(new RunEvent.TaskFinished(AT, UNIT, Outcome.FAILED, Optional.of("why")));

    assertThat(printed()).isEqualTo("check 1\nunit 1\nunit 2\n");
  }

  @Test
  void whatWasCutOffIsPrintedAtTheEnd() {
    start(UNIT);
    start(CHECK);
    print(UNIT, "unit 1\n");

    outputs.on(
        new RunEvent.RunFinished(
            AT,
            Outcome.CANCELLED,
            new RunSummary(
                Duration.ZERO, Duration.ZERO, List.of(), Duration.ZERO, 0, Duration.ZERO)));

    assertThat(printed()).isEqualTo("unit 1\n");
  }
}
