package dev.deploypipeline.selection;

import dev.deploypipeline.config.Shard;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The format of a shard's report, and the one place that knows it. */
final class ShardReportJson {

  private static final int SCHEMA = 2;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ShardReportJson() {}

  /** Replaces the file; nobody ever sees half of it. */
  static void write(ShardReport report, Path file) throws IOException {
    WholeFile.write(file, text(report));
  }

  private static String text(ShardReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", SCHEMA)
        .put("shard", report.shard().number())
        .put("of", report.shard().of())
        .put("verdict", report.verdict().name())
        .put("times", report.times())
        .put("commit", report.commit())
        .put("candidates", report.candidates())
        .put("skipSlow", report.skipsSlow());
    ArrayNode executions = root.putArray("executions");
    for (ShardExecution one : report.executions()) {
      ObjectNode node =
          executions
              .addObject()
              .put("module", one.task().module())
              .put("name", one.task().name())
              .put("equal", one.equal())
              .put("needsTests", one.needsTests());
      names(node.putArray("candidates"), one.candidates());
      names(node.putArray("assigned"), one.assigned());
      names(node.putArray("withTests"), one.withTests());
      ObjectNode ran = node.putObject("ran");
      one.ran().forEach(ran::put);
    }
    ArrayNode forked = root.putArray("forked");
    for (ForkedTests one : report.forked()) {
      forked
          .addObject()
          .put("module", one.by().module())
          .put("name", one.by().name())
          .put("tests", one.tests());
    }
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter pretty =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return MAPPER.writer().with(pretty).writeValueAsString(root) + "\n";
  }

  private static void names(ArrayNode array, SortedSet<String> names) {
    names.forEach(array::add);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming the file, where that is no such report
   */
  static ShardReport read(Path file) {
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file));
      long schema = root.required("schema").longValue();
      if (schema != SCHEMA) {
        throw new IllegalArgumentException("it has schema " + schema + ", and not " + SCHEMA);
      }
      return report(root);
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The report of a shard "
              + file
              + " cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString())
              + ". Perhaps you should run that shard again.",
          e);
    }
  }

  private static ShardReport report(JsonNode root) {
    List<ShardExecution> executions = new ArrayList<>();
    for (JsonNode node : root.required("executions")) {
      SortedMap<String, Integer> ran = new TreeMap<>();
      node.required("ran")
          .properties()
          .forEach(one -> ran.put(one.getKey(), one.getValue().intValue()));
      executions.add(
          new ShardExecution(
              task(node),
              node.required("equal").booleanValue(),
              node.required("needsTests").booleanValue(),
              names(node.required("candidates")),
              names(node.required("assigned")),
              names(node.required("withTests")),
              ran));
    }
    List<ForkedTests> forked = new ArrayList<>();
    for (JsonNode node : root.required("forked")) {
      forked.add(new ForkedTests(task(node), node.required("tests").stringValue()));
    }
    return new ShardReport(
        new Shard(root.required("shard").intValue(), root.required("of").intValue()),
        Outcome.valueOf(root.required("verdict").stringValue()),
        root.required("times").stringValue(),
        root.required("commit").stringValue(),
        root.required("skipSlow").booleanValue(),
        executions,
        forked);
  }

  private static TaskId task(JsonNode node) {
    return new TaskId(node.required("module").stringValue(), node.required("name").stringValue());
  }

  private static SortedSet<String> names(JsonNode array) {
    SortedSet<String> names = new TreeSet<>();
    array.forEach(one -> names.add(one.stringValue()));
    return names;
  }
}
