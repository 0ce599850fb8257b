package dev.deploypipeline.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells now and then, by the time of the events, that a run without terminal is alive and what it
 * waits for.
 */
final class ProgressLine {

  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final int TASKS_SHOWN = 4;

  private Instant last = Instant.MIN;

  /**
   * The line, where it is time for one: something has run for long, and nothing was told for as
   * long.
   */
  Optional<String> next(RunState run) {
    List<TaskRun> running = run.running();
    if (running.isEmpty()
        || running.get(0).runningFor(run.now()).compareTo(EVERY) < 0
        || last.isAfter(run.now().minus(EVERY))) {
      return Optional.empty();
    }
    last = run.now();
    String tasks =
        running.stream()
            .limit(TASKS_SHOWN)
            .map(task -> task.id() + " (" + DurationText.rough(task.runningFor(run.now())) + ")")
            .collect(Collectors.joining(", "));
    String more =
        running.size() > TASKS_SHOWN ? " and " + (running.size() - TASKS_SHOWN) + " more" : "";
    return Optional.of(run.done() + "/" + run.tasks().size() + " done, running: " + tasks + more);
  }
}
