package dev.deploypipeline.report;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.TaskId;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Prints what tasks print, and hardly anything else: at once while a task runs alone, otherwise in
 * one piece when it ends. May be called by any thread.
 */
public final class TaskOutputs implements RunListener {

  /** Servers give up builds that are silent for minutes. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final PrintStream out;
  private final Consumer<String> warnings;
  private final Map<TaskId, OutputGroup> groups = new LinkedHashMap<>();
  private final Set<TaskId> running = new LinkedHashSet<>();
  private Instant printed = Instant.EPOCH;

  /**
   * @param out where to print
   * @param warnings takes one line for each output that was lost
   */
  public TaskOutputs(PrintStream out, Consumer<String> warnings) {
    this.out = out;
    this.warnings = warnings;
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.TaskStarted start) {
      running.add(start.id());
      printed = start.at();
    } else if (event instanceof RunEvent.TaskOutput output) {
      groups.computeIfAbsent(output.id(), id -> new OutputGroup()).add(output.text());
      if (running.size() == 1 && running.contains(output.id())) {
        print(output.id(), output.at());
      }
    } else if (event instanceof RunEvent.TaskFinished end) {
      running.remove(end.id());
      print(end.id(), end.at());
    } else if (event instanceof RunEvent.RunFinished end) {
      running.clear();
      // Tasks that were cut off, and what came after a task's end.
      List.copyOf(groups.keySet()).forEach(id -> print(id, end.at()));
    }
  }

  /**
   * Says what runs, where nothing was printed for a while.
   *
   * @param now the time, by the same clock as that of the events
   */
  public synchronized void tick(Instant now) {
    if (!running.isEmpty() && Duration.between(printed, now).compareTo(SILENCE) >= 0) {
      String names = running.stream().map(TaskId::toString).collect(Collectors.joining(", "));
      out.append(new ConsoleText(false).info("deploy-pipeline: still running: " + names));
      out.flush();
      printed = now;
    }
  }

  private void print(TaskId id, Instant at) {
    OutputGroup group = groups.remove(id);
    if (group == null) {
      return;
    }
    group.printTo(out);
    out.flush();
    printed = at;
    group.complaint(id).ifPresent(warnings);
  }
}
