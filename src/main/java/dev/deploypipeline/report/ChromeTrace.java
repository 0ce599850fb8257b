package dev.deploypipeline.report;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the tasks of a run as a Chrome trace, one lane per worker, for chrome://tracing and
 * Perfetto.
 */
final class ChromeTrace implements RunListener {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int PROCESS = 1;

  private final Path file;
  private final Consumer<String> warnings;
  private final RunState run = new RunState();

  ChromeTrace(Path file, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  @Override
  public void on(RunEvent event) {
    run.on(event);
    if (event instanceof RunEvent.RunFinished) {
      try {
        AtomicFile.write(file, content());
      } catch (IOException e) {
        warnings.accept(
            "The trace "
                + file
                + " was not written ("
                + e
                + "). Perhaps you should make its directory writable.");
      }
    }
  }

  /** One event per line, so that the file can be read and compared. */
  private String content() {
    List<ObjectNode> events = new ArrayList<>();
    events.add(
        metadata("process_name", 0, run.info().map(RunInfo::project).orElse("deploy-pipeline")));
    run.tasks().stream()
        .filter(task -> task.startedAt().isPresent())
        .map(TaskRun::worker)
        .distinct()
        .sorted()
        .forEach(worker -> events.add(metadata("thread_name", worker, "worker " + worker)));
    run.tasks()
        .forEach(
            task ->
                task.interval(run.now()).ifPresent(interval -> events.add(event(task, interval))));
    return events.stream()
        .map(MAPPER::writeValueAsString)
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static ObjectNode metadata(String what, int lane, String name) {
    ObjectNode event =
        MAPPER
            .createObjectNode()
            .put("name", what)
            .put("ph", "M")
            .put("pid", PROCESS)
            .put("tid", lane);
    event.putObject("args").put("name", name);
    return event;
  }

  private ObjectNode event(TaskRun task, Interval interval) {
    ObjectNode event =
        MAPPER
            .createObjectNode()
            .put("name", task.id().toString())
            .put("cat", task.stage().map(Stage::id).orElse("unplanned"))
            .put("ph", "X")
            .put("ts", micros(Duration.between(run.started(), interval.start())))
            .put("dur", micros(interval.duration()))
            .put("pid", PROCESS)
            .put("tid", task.worker());
    ObjectNode args = event.putObject("args");
    args.put("module", task.id().module());
    // A task that the end of the run cut off has no outcome of its own.
    args.put("outcome", task.outcome().orElse(Outcome.CANCELLED).name());
    task.failure().ifPresent(failure -> args.put("failure", failure));
    return event;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
