package dev.deploypipeline.reuse;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A result as JSON, with the key that it belongs to. The one place that knows this schema. */
final class ResultJson {

  private static final int SCHEMA = 1;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ResultJson() {}

  static byte[] write(Digest key, TaskResult result) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("schema", SCHEMA);
    node.put("key", key.hex());
    node.put("at", result.at().toString());
    node.put("took", result.took().toString());
    OutputFileJson.write(result.files(), node.putArray("files"));
    strings(result.directories(), node.putArray("directories"));
    ObjectNode properties = node.putObject("properties");
    result.changes().properties().forEach(properties::put);
    strings(result.changes().sourceRoots(), node.putArray("sourceRoots"));
    strings(result.changes().testSourceRoots(), node.putArray("testSourceRoots"));
    ArrayNode artifacts = node.putArray("artifacts");
    for (AttachedFile file : result.changes().artifacts()) {
      artifacts
          .addObject()
          .put("type", file.type())
          .put("classifier", file.classifier())
          .put("extension", file.extension())
          .put("path", file.path())
          .put("main", file.main());
    }
    return MAPPER.writeValueAsBytes(node);
  }

  /**
   * The result; empty where another version wrote it.
   *
   * @throws IOException when it is none, or that of another key
   */
  static Optional<TaskResult> read(Digest key, byte[] json) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node.required("schema").intValue() != SCHEMA) {
        return Optional.empty();
      }
      if (!node.required("key").stringValue().equals(key.hex())) {
        throw new IOException("it belongs to the key " + node.required("key"));
      }
      return Optional.of(result(node));
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new IOException("it is no result", e);
    }
  }

  private static TaskResult result(JsonNode node) {
    Map<String, String> properties = new TreeMap<>();
    node.required("properties")
        .properties()
        .forEach(one -> properties.put(one.getKey(), one.getValue().stringValue()));
    List<AttachedFile> artifacts = new ArrayList<>();
    for (JsonNode file : node.required("artifacts")) {
      artifacts.add(
          new AttachedFile(
              file.required("type").stringValue(),
              file.required("classifier").stringValue(),
              file.required("extension").stringValue(),
              file.required("path").stringValue(),
              file.required("main").booleanValue()));
    }
    return new TaskResult(
        OutputFileJson.read(node.required("files")),
        strings(node.required("directories")),
        new ProjectChanges(
            properties,
            strings(node.required("sourceRoots")),
            strings(node.required("testSourceRoots")),
            artifacts),
        Duration.parse(node.required("took").stringValue()),
        Instant.parse(node.required("at").stringValue()));
  }

  private static void strings(List<String> texts, ArrayNode to) {
    texts.forEach(to::add);
  }

  private static List<String> strings(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.stringValue()));
    return texts;
  }
}
