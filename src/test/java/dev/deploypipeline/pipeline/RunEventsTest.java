package dev.deploypipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunEventsTest {

  @Test
  void aClosedLogKeepsNoListenerFromHearingTheEnd() {
    ByteArrayOutputStream lastResort = new ByteArrayOutputStream();
    List<RunEvent> heard = new ArrayList<>();
    RunListener broken =
        event -> {
          throw new IllegalStateException("Terminal has been closed");
        };
    RunEvents events =
        new RunEvents(
            List.of(broken, heard::add),
            warning -> {
              throw new IllegalStateException("Terminal has been closed");
            },
            new PrintStream(lastResort, true, StandardCharsets.UTF_8));

    events.emit(new RunEvent.ModuleFinished(Instant.EPOCH, "shop:model", Outcome.CANCELLED));

    assertThat(heard).hasSize(1);
    assertThat(lastResort.toString(StandardCharsets.UTF_8))
        .contains("hears no more of this run")
        .contains("the log is closed");
  }
}
