package dev.deploypipeline.report;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.TaskId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the output of each task in one piece when it ends, and nothing else. */
final class TaskOutputs implements RunListener {

  private static final int CHARACTERS_IN_MEMORY = 4 << 20;

  private final PrintStream out;
  private final Map<TaskId, OutputGroup> groups = new LinkedHashMap<>();

  TaskOutputs(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.TaskOutput output) {
      groups
          .computeIfAbsent(
              output.id(),
              id ->
                  new OutputGroup(
                      CHARACTERS_IN_MEMORY, Path.of(System.getProperty("java.io.tmpdir"))))
          .add(output.text());
    } else if (event instanceof RunEvent.TaskFinished end) {
      print(end.id());
    } else if (event instanceof RunEvent.RunFinished) {
      // Tasks that were cut off, and what came after a task's end.
      List.copyOf(groups.keySet()).forEach(this::print);
    }
  }

  private void print(TaskId id) {
    OutputGroup group = groups.remove(id);
    if (group != null) {
      group.printTo(out);
      out.flush();
    }
  }
}
