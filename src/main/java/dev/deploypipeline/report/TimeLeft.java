package dev.deploypipeline.report;

import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.Task;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Estimates how long a run will still take, from the durations recorded for its tasks. */
final class TimeLeft {

  private static final Duration UNKNOWN_TEST = Duration.ofSeconds(2);
  private static final Duration UNKNOWN = Duration.ofMillis(100);

  private final RunState run;
  private final Map<TaskId, Duration> untilEnd = new HashMap<>();
  private final Set<TaskId> entered = new HashSet<>();

  private TimeLeft(RunState run) {
    this.run = run;
  }

  /**
   * The longest chain of tasks that have not ended, or the work in them shared by all threads,
   * whichever is longer. Empty where nothing was ever recorded: a number made of defaults only
   * would be a guess in disguise.
   */
  static Optional<Duration> of(RunState run) {
    return run.tasks().stream().anyMatch(task -> task.expected().isPresent())
        ? Optional.of(new TimeLeft(run).estimate())
        : Optional.empty();
  }

  private Duration estimate() {
    Duration longest = Duration.ZERO;
    Duration work = Duration.ZERO;
    for (TaskRun task : run.tasks()) {
      Duration end = untilEnd(task);
      longest = end.compareTo(longest) > 0 ? end : longest;
      work = work.plus(remaining(task));
    }
    Duration shared = work.dividedBy(run.info().map(info -> info.threads()).orElse(1));
    return shared.compareTo(longest) > 0 ? shared : longest;
  }

  /** Walks the chains with a stack of its own: they may be longer than that of the thread. */
  private Duration untilEnd(TaskRun task) {
    Deque<TaskRun> path = new ArrayDeque<>();
    path.push(task);
    while (!path.isEmpty()) {
      TaskRun top = path.peek();
      entered.add(top.id());
      List<TaskRun> unknown =
          dependencies(top).stream().filter(each -> !entered.contains(each.id())).toList();
      if (unknown.isEmpty()) {
        untilEnd.computeIfAbsent(top.id(), id -> latest(dependencies(top)).plus(remaining(top)));
        path.pop();
      } else {
        unknown.forEach(path::push);
      }
    }
    return untilEnd.get(task.id());
  }

  private List<TaskRun> dependencies(TaskRun task) {
    Set<TaskId> ids = task.plan().map(Task::dependsOn).orElse(Set.of());
    return ids.stream()
        .flatMap(id -> run.find(id).stream())
        .filter(each -> each.endedAt().isEmpty())
        .toList();
  }

  private Duration latest(List<TaskRun> tasks) {
    return tasks.stream()
        .map(each -> untilEnd.getOrDefault(each.id(), Duration.ZERO))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Duration remaining(TaskRun task) {
    if (task.endedAt().isPresent()) {
      return Duration.ZERO;
    }
    Duration left =
        task.expected().orElseGet(() -> unknown(task)).minus(task.runningFor(run.now()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration unknown(TaskRun task) {
    return task.stage()
            .filter(stage -> stage == Stage.UNIT_TESTS || stage == Stage.INTEGRATION_TESTS)
            .isPresent()
        ? UNKNOWN_TEST
        : UNKNOWN;
  }
}
