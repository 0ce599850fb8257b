package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StageTimesTest {

  @Test
  void aStageHasTheUnionAndTheSumOfItsTasks() {
    RunState run = new RunState();
    RunScript script = new RunScript(run::on).started(2).plannedShop();
    script.at(1).start(RunScript.CORE_TEST, 0).at(3).start(RunScript.WEB_TEST, 1);
    script.at(5).finish(RunScript.CORE_TEST).at(6).finish(RunScript.WEB_TEST);

    assertThat(StageTimes.of(run))
        .contains(
            new StageTimes(Stage.UNIT_TESTS, Duration.ofSeconds(5), Duration.ofSeconds(7), 2, 2));
  }

  @Test
  void onlyStagesWithTasksAreThereInTheOrderOfTheStages() {
    RunState run = new RunState();
    new RunScript(run::on).plannedShop();

    assertThat(StageTimes.of(run))
        .extracting(StageTimes::stage)
        .containsExactly(Stage.COMPILE, Stage.UNIT_TESTS, Stage.VALIDATION, Stage.PACKAGING);
  }

  @Test
  void aSkippedTaskIsCountedButTakesNoTime() {
    RunState run = new RunState();
    new RunScript(run::on).plannedShop().at(9).finish(RunScript.WEB_LINT, Outcome.SKIPPED, null);

    assertThat(StageTimes.of(run))
        .contains(new StageTimes(Stage.VALIDATION, Duration.ZERO, Duration.ZERO, 0, 1));
  }

  @Test
  void aTaskThatStillRunsCountsUpToTheLatestEvent() {
    RunState run = new RunState();
    new RunScript(run::on)
        .plannedShop()
        .at(2)
        .start(RunScript.WEB_LINT, 0)
        .at(6)
        .finish(RunScript.CORE_JAR);

    assertThat(StageTimes.of(run))
        .contains(
            new StageTimes(Stage.VALIDATION, Duration.ofSeconds(4), Duration.ofSeconds(4), 1, 1));
  }

  @Test
  void aTaskPlannedAgainKeepsWhatIsKnownOfIt() {
    RunState run = new RunState();
    RunScript script =
        new RunScript(run::on).plannedShop().at(2).start(RunScript.WEB_LINT, 0).at(3);
    script
        .finish(RunScript.WEB_LINT)
        .planned(RunScript.task(RunScript.WEB_LINT, Stage.REPORTING, 1));

    assertThat(run.tasks()).hasSize(6);
    assertThat(StageTimes.of(run))
        .contains(
            new StageTimes(Stage.REPORTING, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1));
  }
}
