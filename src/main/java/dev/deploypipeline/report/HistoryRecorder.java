package dev.deploypipeline.report;

import dev.deploypipeline.history.ClassRecord;
import dev.deploypipeline.history.HistoryException;
import dev.deploypipeline.history.Machine;
import dev.deploypipeline.history.RunHistory;
import dev.deploypipeline.history.RunRecord;
import dev.deploypipeline.history.TaskRecord;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.TestClassResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records a finished run in the history. A cancelled one is left out: its durations are those of an
 * interruption.
 */
final class HistoryRecorder implements RunListener {

  private final RunHistory history;
  private final int cores;
  private final Consumer<String> warnings;
  private final RunState run = new RunState();

  HistoryRecorder(RunHistory history, int cores, Consumer<String> warnings) {
    this.history = history;
    this.cores = cores;
    this.warnings = warnings;
  }

  @Override
  public void on(RunEvent event) {
    run.on(event);
    if (event instanceof RunEvent.RunFinished end && end.outcome() != Outcome.CANCELLED) {
      run.info().ifPresent(info -> append(record(info, end)));
    }
  }

  private void append(RunRecord runRecord) {
    try {
      history.append(runRecord);
    } catch (HistoryException e) {
      warnings.accept(e.getMessage());
    }
  }

  /** Of a class that did not pass as a whole nobody knows how long it takes. */
  private List<ClassRecord> classes() {
    return run.finishedTests().stream()
        .filter(tests -> run.find(tests.id()).stream().allMatch(TaskRun::ranWholeClasses))
        .flatMap(
            tests ->
                tests.classes().stream()
                    .filter(TestClassResult::complete)
                    .map(one -> new ClassRecord(tests.id(), one.name(), one.occupancy())))
        .toList();
  }

  private RunRecord record(RunInfo info, RunEvent.RunFinished end) {
    List<TaskRecord> tasks = new ArrayList<>();
    for (TaskRun task : run.tasks()) {
      if (task.stage().isPresent()
          && task.interval(run.now()).isPresent()
          && task.outcome().isPresent()) {
        Interval interval = task.interval(run.now()).get();
        tasks.add(
            new TaskRecord(
                task.id(),
                task.stage().get(),
                task.outcome().get(),
                Duration.between(run.started(), interval.start()),
                interval.duration(),
                task.narrowing().isEmpty() && !task.isReused()));
      }
    }
    return new RunRecord(
        run.started(),
        end.outcome(),
        end.summary().wall(),
        tasks,
        classes(),
        new Machine(cores, info.javaVersion(), info.mavenVersion(), info.threads()));
  }
}
