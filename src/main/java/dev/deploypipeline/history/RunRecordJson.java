package dev.deploypipeline.history;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns records into lines and back. The one place that knows the format, and the schema it has.
 */
final class RunRecordJson {

  static final int SCHEMA = 3;

  /** The oldest that is read; it had no test classes, and until 2 every task was whole. */
  private static final int OLDEST = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private RunRecordJson() {}

  /** What a line turned out to be. */
  sealed interface Line {}

  /** A run this version understands. */
  record Known(RunRecord run) implements Line {}

  /** A run that a newer version recorded. */
  record Future(long schema) implements Line {}

  /** Not a run. */
  record Damaged(String reason) implements Line {}

  /** One line, without its line end. */
  static String write(RunRecord run) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("schema", SCHEMA);
    line.put("started", run.started().toString());
    line.put("outcome", run.outcome().name());
    line.put("wallMs", run.wall().toMillis());
    line.put("cores", run.machine().cores());
    line.put("java", run.machine().java());
    line.put("maven", run.machine().maven());
    line.put("threads", run.machine().threads());
    ArrayNode tasks = line.putArray("tasks");
    for (TaskRecord task : run.tasks()) {
      ObjectNode node = tasks.addObject();
      node.put("module", task.id().module())
          .put("name", task.id().name())
          .put("stage", task.stage().id())
          .put("outcome", task.outcome().name())
          .put("startMs", task.start().toMillis())
          .put("durationMs", task.duration().toMillis());
      if (!task.whole()) {
        node.put("whole", false);
      }
      List<ClassRecord> classes =
          run.classes().stream().filter(one -> one.task().equals(task.id())).toList();
      if (!classes.isEmpty()) {
        // Nothing but name and number: a reactor may have thousands of classes.
        ObjectNode occupancies = node.putObject("classesMs");
        classes.forEach(one -> occupancies.put(one.name(), one.occupancy().toMillis()));
      }
    }
    return MAPPER.writeValueAsString(line);
  }

  static Line read(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      long schema = node.required("schema").longValue();
      if (schema > SCHEMA) {
        return new Future(schema);
      }
      if (schema < OLDEST) {
        return new Damaged("there is no schema " + schema);
      }
      return new Known(run(node));
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      return new Damaged(
          String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName()));
    }
  }

  private static RunRecord run(JsonNode node) {
    List<TaskRecord> tasks = new ArrayList<>();
    List<ClassRecord> classes = new ArrayList<>();
    for (JsonNode task : node.required("tasks")) {
      TaskId id = new TaskId(text(task, "module"), text(task, "name"));
      task.path("classesMs")
          .properties()
          .forEach(
              one ->
                  classes.add(
                      new ClassRecord(
                          id, one.getKey(), Duration.ofMillis(one.getValue().longValue()))));
      tasks.add(
          new TaskRecord(
              id,
              Stage.of(text(task, "stage")),
              Outcome.valueOf(text(task, "outcome")),
              millis(task, "startMs"),
              millis(task, "durationMs"),
              task.path("whole").asBoolean(true)));
    }
    return new RunRecord(
        Instant.parse(text(node, "started")),
        Outcome.valueOf(text(node, "outcome")),
        millis(node, "wallMs"),
        tasks,
        classes,
        new Machine(
            node.required("cores").intValue(),
            text(node, "java"),
            text(node, "maven"),
            node.required("threads").intValue()));
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  private static Duration millis(JsonNode node, String field) {
    return Duration.ofMillis(node.required(field).longValue());
  }
}
