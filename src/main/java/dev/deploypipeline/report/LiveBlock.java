package dev.deploypipeline.report;

import dev.deploypipeline.model.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lines at the bottom of a terminal that always show the present: what each worker does, and
 * how far the run is.
 */
final class LiveBlock {

  private static final Duration AT_MOST_EVERY = Duration.ofMillis(100);
  private static final int MOST_WORKERS = 8;
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final int columns;
  private final boolean colour;
  private int height;
  private Instant drawn = Instant.MIN;

  LiveBlock(ConsoleSettings settings) {
    out = settings.out();
    // A line that fills the last column would wrap on some terminals, and the block would be higher
    // than we think.
    columns = settings.width() - 1;
    colour = settings.colour();
  }

  /**
   * Draws it where it is missing or too old, or where it must not wait: nobody knows when the next
   * event will come, and a block that misses the start of a long task would show an idle worker
   * until then.
   */
  void refresh(RunState run, boolean now) {
    if (now || height == 0 || !drawn.isAfter(run.now().minus(AT_MOST_EVERY))) {
      draw(run);
    }
  }

  /** Takes it away, so that lines can be printed where it was. */
  void erase() {
    if (height > 0) {
      out.append(toTop()).append(ESCAPE + "J");
      height = 0;
    }
  }

  private String toTop() {
    return height > 0 ? "\r" + ESCAPE + height + "A" : "";
  }

  private void draw(RunState run) {
    List<String> lines = lines(run);
    // Each line is overwritten and its rest cleared; clearing everything first would flicker.
    StringBuilder text = new StringBuilder(toTop());
    lines.forEach(line -> text.append(line).append(ESCAPE + "K\n"));
    out.append(text.append(ESCAPE + "J"));
    height = lines.size();
    drawn = run.now();
  }

  private List<String> lines(RunState run) {
    List<String> lines = new ArrayList<>();
    List<TaskRun> running = run.running();
    int highest = running.stream().mapToInt(TaskRun::worker).max().orElse(-1);
    int workers = Math.max(highest + 1, run.info().map(info -> info.threads()).orElse(1));
    if (workers <= MOST_WORKERS) {
      for (int worker = 0; worker < workers; worker++) {
        lines.add(fit(worker(worker, running, run)));
      }
    } else {
      running.stream()
          .limit(MOST_WORKERS)
          .forEach(task -> lines.add(fit("> " + describe(task, run))));
      if (running.size() > MOST_WORKERS) {
        lines.add(fit("> ... and " + (running.size() - MOST_WORKERS) + " more"));
      }
    }
    String status = fit(status(run, running));
    lines.add(colour ? ESCAPE + "1m" + status + ESCAPE + "m" : status);
    return lines;
  }

  private static String worker(int worker, List<TaskRun> running, RunState run) {
    String tasks =
        running.stream()
            .filter(task -> task.worker() == worker)
            .map(task -> describe(task, run))
            .collect(Collectors.joining(", "));
    return "> " + (tasks.isEmpty() ? "idle" : tasks);
  }

  private static String describe(TaskRun task, RunState run) {
    return task.id() + " (" + DurationText.rough(task.runningFor(run.now())) + ")";
  }

  private static String status(RunState run, List<TaskRun> running) {
    List<String> parts = new ArrayList<>();
    parts.add(run.done() + "/" + run.tasks().size() + " done");
    parts.add(DurationText.rough(run.elapsed()));
    TimeLeft.of(run).ifPresent(left -> parts.add("about " + DurationText.rough(left) + " left"));
    running.stream()
        .flatMap(task -> task.stage().stream())
        .distinct()
        .sorted(Comparator.naturalOrder())
        .map(Stage::id)
        .forEach(parts::add);
    return String.join(", ", parts);
  }

  private String fit(String line) {
    int length = line.codePointCount(0, line.length());
    return length <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, columns - 3)) + "...";
  }
}
