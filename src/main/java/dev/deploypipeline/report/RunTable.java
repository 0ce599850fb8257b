package dev.deploypipeline.report;

import dev.deploypipeline.model.RunSummary;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where the time of a run went, in aligned lines. */
final class RunTable {

  private static final int CRITICAL_TASKS_SHOWN = 8;
  private static final int SLOWEST_SHOWN = 5;

  private final RunState run;
  private final RunSummary summary;

  RunTable(RunState run, RunSummary summary) {
    this.run = run;
    this.summary = summary;
  }

  /** The lines, without level or line end; an empty one separates the parts. */
  List<String> lines() {
    if (run.intervals().isEmpty()) {
      return List.of("", "No task ran.");
    }
    List<String> lines = new ArrayList<>();
    stages(lines);
    totals(lines);
    criticalPath(lines);
    slowest(lines);
    lines.add("");
    return lines;
  }

  private void stages(List<String> lines) {
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT, "%-18s  %10s  %10s  %6s  %9s", "Stage", "wall", "busy", "share", "tasks"));
    for (StageTimes stage : StageTimes.of(run)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s  %10s  %10s  %6s  %9s",
              stage.stage().id(),
              DurationText.exact(stage.wall()),
              DurationText.exact(stage.busy()),
              share(stage.wall()),
              stage.ran() == stage.tasks() ? stage.tasks() : stage.ran() + " of " + stage.tasks()));
    }
  }

  private String share(Duration wall) {
    return summary.wall().isZero()
        ? "-"
        : Math.round(100.0 * wall.toNanos() / summary.wall().toNanos()) + " %";
  }

  private void totals(List<String> lines) {
    lines.add("");
    lines.add(total("Total wall", DurationText.exact(summary.wall())));
    lines.add(total("Sum of the tasks", DurationText.exact(summary.busy())));
    lines.add(total("Parallelism", String.format(Locale.ROOT, "%.2f", summary.parallelism())));
    lines.add(total("Critical path", DurationText.exact(summary.criticalPathDuration())));
  }

  private static String total(String name, String value) {
    return String.format(Locale.ROOT, "%-20s%10s", name, value);
  }

  private void criticalPath(List<String> lines) {
    if (summary.criticalPath().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("The critical path, first task first:");
    Set<TaskId> longest =
        new HashSet<>(
            summary.criticalPath().stream()
                .sorted(Comparator.comparing(this::duration).reversed())
                .limit(CRITICAL_TASKS_SHOWN)
                .toList());
    Duration rest = Duration.ZERO;
    for (TaskId id : summary.criticalPath()) {
      if (longest.contains(id)) {
        lines.add(task(duration(id), id.toString()));
      } else {
        rest = rest.plus(duration(id));
      }
    }
    int shorter = summary.criticalPath().size() - longest.size();
    if (shorter > 0) {
      lines.add(task(rest, "... " + ConsoleText.count(shorter, "shorter task")));
    }
  }

  private void slowest(List<String> lines) {
    lines.add("");
    lines.add("The slowest tasks:");
    run.tasks().stream()
        .filter(task -> task.startedAt().isPresent())
        .map(TaskRun::id)
        .sorted(
            Comparator.comparing(this::duration)
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(SLOWEST_SHOWN)
        .forEach(id -> lines.add(task(duration(id), id.toString())));
  }

  private Duration duration(TaskId id) {
    return run.find(id).map(task -> task.runningFor(run.now())).orElse(Duration.ZERO);
  }

  private static String task(Duration duration, String name) {
    return String.format(Locale.ROOT, "%12s  %s", DurationText.exact(duration), name);
  }
}
