package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.ReuseDecision;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReuseSummaryTest {

  private static final TaskId TEST = new TaskId("shop:orders", "surefire:test (default-test)");
  private static final TaskId JAR = new TaskId("shop:orders", "jar:jar (default-jar)");

  private final RunState run = new RunState();

  private void decide(ReuseDecision decision) {
    run.on(new RunEvent.ReuseDecided(Instant.EPOCH, decision));
  }

  private void decideBoth() {
    decide(
        new ReuseDecision(
            TEST,
            true,
            List.of("nothing changed"),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(12))));
    decide(
        new ReuseDecision(
            JAR,
            false,
            List.of("sources changed: A.java", "parameter x is new"),
            Optional.of("it is a link"),
            Optional.empty()));
  }

  private List<String> lines(String why) {
    return new ReuseSummary(run, Optional.ofNullable(why)).lines();
  }

  @Test
  void nothingIsSaidWhereNothingIsDecided() {
    assertThat(lines(null)).isEmpty();
    assertThat(lines("*")).singleElement().asString().contains("-Ddeploy-pipeline.reuse=on");
  }

  @Test
  void theEndTellsHowMuchWasReused() {
    decideBoth();

    assertThat(lines(null))
        .containsExactly("deploy-pipeline: Reused 1 of 2 tasks, which took 12.0 s when they ran");
  }

  @Test
  void aTaskIsExplainedWhereSomebodyAsks() {
    decideBoth();

    assertThat(lines("orders:jar"))
        .last()
        .isEqualTo(
            "Why jar:jar (default-jar) @ orders: run, because sources changed: A.java; parameter x is new; not kept,"
                + " because it is a link");
    assertThat(lines("orders:*")).hasSize(3);
    assertThat(lines("order:jar")).last().asString().contains("no task is order:jar");
  }
}
