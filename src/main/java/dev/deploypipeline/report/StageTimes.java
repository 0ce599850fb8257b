package dev.deploypipeline.report;

import dev.deploypipeline.model.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The time of one stage.
 *
 * @param wall the time during which at least one of its tasks ran
 * @param busy the sum of its tasks' durations
 * @param ran how many of its tasks started
 * @param tasks how many tasks it has
 */
record StageTimes(Stage stage, Duration wall, Duration busy, int ran, int tasks) {

  /** One row for each stage that has tasks, in the order of the stages. */
  static List<StageTimes> of(RunState run) {
    return Arrays.stream(Stage.values())
        .map(stage -> of(stage, run))
        .filter(times -> times.tasks > 0)
        .toList();
  }

  private static StageTimes of(Stage stage, RunState run) {
    List<Interval> intervals = new ArrayList<>();
    int tasks = 0;
    for (TaskRun task : run.tasks()) {
      if (task.stage().filter(stage::equals).isPresent()) {
        tasks++;
        task.interval(run.now()).ifPresent(intervals::add);
      }
    }
    return new StageTimes(
        stage, Interval.union(intervals), Interval.sum(intervals), intervals.size(), tasks);
  }
}
