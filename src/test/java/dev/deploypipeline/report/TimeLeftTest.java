package dev.deploypipeline.report;

import static dev.deploypipeline.report.RunScript.seconds;
import static dev.deploypipeline.report.RunScript.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.Task;
import dev.deploypipeline.model.TaskId;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private final RunState run = new RunState();
  private final RunScript script = new RunScript(run::on);

  @Test
  void theLongestChainOfUnfinishedTasksIsLeft() {
    script.started(4).plannedShop();

    // compile 3 s, test 40 s, and a jar that nobody ever timed
    assertThat(TimeLeft.of(run)).contains(seconds(43.1));
  }

  @Test
  void whatRanAlreadyIsNotLeft() {
    script
        .started(4)
        .plannedShop()
        .start(RunScript.CORE_COMPILE, 0)
        .at(3)
        .finish(RunScript.CORE_COMPILE);
    script.start(RunScript.CORE_TEST, 0).at(13).start(RunScript.WEB_LINT, 1);

    assertThat(TimeLeft.of(run)).contains(seconds(30.1));
  }

  @Test
  void aTaskThatTakesLongerThanExpectedIsNeverLeftNegative() {
    script
        .started(4)
        .planned(task(RunScript.WEB_LINT, Stage.VALIDATION, 1))
        .start(RunScript.WEB_LINT, 0);
    script.at(9).output(RunScript.WEB_LINT, "still here\n");

    assertThat(TimeLeft.of(run)).contains(seconds(0));
  }

  @Test
  void unknownTestsAreTakenForTwoSecondsAndOtherTasksForATenth() {
    script
        .started(4)
        .planned(
            task(RunScript.CORE_COMPILE, Stage.COMPILE, 0),
            task(RunScript.CORE_TEST, Stage.INTEGRATION_TESTS, 0, RunScript.CORE_COMPILE),
            task(RunScript.WEB_LINT, Stage.VALIDATION, 0.5));

    assertThat(TimeLeft.of(run)).contains(seconds(2.1));
  }

  @Test
  void manyShortTasksOnFewThreadsTakeTheirShareOfTheThreads() {
    script.started(2);
    for (int i = 0; i < 10; i++) {
      script.planned(task(new TaskId("m" + i, "t"), Stage.COMPILE, 4));
    }

    assertThat(TimeLeft.of(run)).contains(seconds(20));
  }

  @Test
  void nothingIsEstimatedWhereNothingWasEverRecorded() {
    script.started(4).planned(task(RunScript.CORE_TEST, Stage.UNIT_TESTS, 0));

    assertThat(TimeLeft.of(run)).isEmpty();
  }

  @Test
  void aDependencyThatIsNotPlannedYetIsNotWaitedFor() {
    script
        .started(4)
        .planned(task(RunScript.WEB_COMPILE, Stage.COMPILE, 2, RunScript.CORE_COMPILE));

    assertThat(TimeLeft.of(run)).contains(seconds(2));
  }

  @Test
  void aVeryLongChainDoesNotExhaustTheStack() {
    int length = 20_000;
    Task[] tasks = new Task[length];
    for (int i = 0; i < length; i++) {
      TaskId[] before =
          i + 1 < length ? new TaskId[] {new TaskId("m", "t" + (i + 1))} : new TaskId[0];
      tasks[i] = task(new TaskId("m", "t" + i), Stage.COMPILE, 1, before);
    }
    script.started(1).planned(tasks);

    assertThat(TimeLeft.of(run)).contains(seconds(length));
  }
}
