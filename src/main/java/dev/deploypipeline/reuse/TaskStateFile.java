package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The states of a module's tasks on disk: JSON behind its digest, because half a state would be
 * believed. The one place that knows the schema.
 */
final class TaskStateFile {

  private static final int SCHEMA = 1;
  private static final int HEADER = 2 * Digest.BYTES + 1;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TaskStateFile() {}

  /** The states by the tasks' names; none if the file is missing, damaged or of another version. */
  static Map<String, TaskState> read(Path file, String module) {
    try {
      return Files.exists(file) ? parse(Files.readAllBytes(file), module) : Map.of();
    } catch (IOException
        | JacksonException
        | DateTimeException
        | IllegalArgumentException unknown) {
      return Map.of(); // costs a look into the store, or a run of each task
    }
  }

  private static Map<String, TaskState> parse(byte[] bytes, String module) {
    if (bytes.length < HEADER) {
      return Map.of();
    }
    byte[] json = Arrays.copyOfRange(bytes, HEADER, bytes.length);
    if (!Arrays.equals(header(json), Arrays.copyOf(bytes, HEADER))) {
      return Map.of();
    }
    JsonNode node = MAPPER.readTree(json);
    if (node.required("schema").intValue() != SCHEMA
        || !node.required("module").stringValue().equals(module)) {
      return Map.of();
    }
    Map<String, TaskState> states = new TreeMap<>();
    node.required("tasks")
        .properties()
        .forEach(task -> states.put(task.getKey(), state(task.getValue())));
    return states;
  }

  static void write(Path file, String module, Map<String, TaskState> states) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("schema", SCHEMA);
    node.put("module", module);
    ObjectNode tasks = node.putObject("tasks");
    new TreeMap<>(states).forEach((name, state) -> write(state, tasks.putObject(name)));
    byte[] json = MAPPER.writeValueAsBytes(node);
    byte[] bytes = Arrays.copyOf(header(json), HEADER + json.length);
    System.arraycopy(json, 0, bytes, HEADER, json.length);
    WholeFile.write(file, bytes);
  }

  private static byte[] header(byte[] json) {
    return (Digest.of(json).hex() + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(TaskState state, ObjectNode to) {
    to.put("reusable", state.reusable());
    write(state.fingerprint().inputs(), to.putObject("inputs"));
    ObjectNode members = to.putObject("members");
    state.fingerprint().members().forEach((name, files) -> write(files, members.putObject(name)));
    OutputFileJson.write(state.files(), to.putArray("files"));
  }

  private static void write(Map<String, Digest> digests, ObjectNode to) {
    digests.forEach((name, digest) -> to.put(name, digest.hex()));
  }

  private static TaskState state(JsonNode node) {
    SortedMap<String, SortedMap<String, Digest>> members = new TreeMap<>();
    node.required("members")
        .properties()
        .forEach(one -> members.put(one.getKey(), digests(one.getValue())));
    return new TaskState(
        new Fingerprint(digests(node.required("inputs")), members),
        OutputFileJson.read(node.required("files")),
        node.required("reusable").booleanValue());
  }

  private static SortedMap<String, Digest> digests(JsonNode node) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    node.properties()
        .forEach(one -> digests.put(one.getKey(), new Digest(one.getValue().stringValue())));
    return digests;
  }
}
