package dev.deploypipeline.selection;

import dev.deploypipeline.history.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long test classes take, as one file says that all shards of a build share.
 *
 * @param millis the times, in milliseconds
 */
record TestTimes(SortedMap<TestUnit, Long> millis) {

  private static final int SCHEMA = 1;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  TestTimes {
    millis = Collections.unmodifiableSortedMap(new TreeMap<>(millis));
  }

  /** Those of a file; none where there is no such file. */
  static TestTimes read(Path file) {
    if (Files.notExists(file)) {
      return new TestTimes(new TreeMap<>());
    }
    try {
      return of(MAPPER.readTree(Files.readString(file)));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The times of the test classes in "
              + file
              + " cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString())
              + ". Perhaps you should write the file again with mvn deploy-pipeline:test-times, or"
              + " delete it.",
          e);
    }
  }

  private static TestTimes of(JsonNode root) {
    long schema = root.required("schema").longValue();
    if (schema != SCHEMA) {
      throw new IllegalArgumentException("it has schema " + schema + ", and not " + SCHEMA);
    }
    SortedMap<TestUnit, Long> millis = new TreeMap<>();
    for (Map.Entry<String, JsonNode> module : root.required("millis").properties()) {
      for (Map.Entry<String, JsonNode> goal : module.getValue().properties()) {
        for (Map.Entry<String, JsonNode> one : goal.getValue().properties()) {
          millis.put(
              new TestUnit(module.getKey(), goal.getKey(), one.getKey()),
              one.getValue().longValue());
        }
      }
    }
    return new TestTimes(millis);
  }

  /** The file's content: sorted, one line a class, so that changes are easy to see. */
  String text() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", SCHEMA);
    ObjectNode modules = root.putObject("millis");
    millis.forEach(
        (unit, time) -> {
          ObjectNode module = modules.withObjectProperty(unit.module());
          module.withObjectProperty(unit.goal()).put(unit.name(), time);
        });
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter pretty = new DefaultPrettyPrinter().withObjectIndenter(lines);
    return MAPPER.writer().with(pretty).writeValueAsString(root) + "\n";
  }

  /** The same for equal times, however their file is laid out. */
  String hash() {
    List<String> lines = new ArrayList<>();
    millis.forEach((unit, time) -> lines.add(unit + "=" + time));
    return Sha256.ofLines(lines);
  }

  /** What the history of runs expects; of a class that several executions run, the sum. */
  static TestTimes expected(RunHistory history) {
    return new TestTimes(times(history, Long::sum));
  }

  /** The same, but of a class that several executions run, the longest. */
  static Map<TestUnit, Long> longest(RunHistory history) {
    return times(history, Long::max);
  }

  private static SortedMap<TestUnit, Long> times(RunHistory history, BinaryOperator<Long> both) {
    SortedMap<TestUnit, Long> millis = new TreeMap<>();
    for (Map.Entry<RunHistory.TestClass, Duration> one : history.expectedOccupancies().entrySet()) {
      TestUnit unit = TestUnit.of(one.getKey().task(), one.getKey().name());
      millis.merge(unit, one.getValue().toMillis(), both);
    }
    return millis;
  }
}
