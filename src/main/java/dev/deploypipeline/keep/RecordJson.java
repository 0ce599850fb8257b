package dev.deploypipeline.keep;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns records into text and back. The one place that knows the format, and its version. */
final class RecordJson {

  static final int FORMAT = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private RecordJson() {}

  /** What a text turned out to be. */
  sealed interface Content {}

  /** A record that this version understands. */
  record Known(KeptRecord server) implements Content {}

  /** A record that another version wrote. */
  record Foreign(int format) implements Content {}

  /** No record. */
  record Damaged(String reason) implements Content {}

  static String write(KeptRecord server) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("identity", server.identity());
    json.put("project", server.project());
    json.put("service", server.service());
    json.put("provider", server.provider());
    json.put("image", server.image());
    json.put("description", server.description());
    ObjectNode facts = json.putObject("facts");
    server.facts().forEach(facts::put);
    json.put("fresh", server.fresh());
    json.put("state", server.state());
    json.put("created", server.created().toString());
    return json + "\n";
  }

  static Content read(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      int format = json.path("format").asInt(0);
      if (format < 1) {
        return new Damaged("it has no format");
      }
      return format == FORMAT ? new Known(server(json)) : new Foreign(format);
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      return new Damaged(e.getClass().getSimpleName());
    }
  }

  private static KeptRecord server(JsonNode json) {
    Map<String, String> facts = new LinkedHashMap<>();
    json.path("facts")
        .properties()
        .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString("")));
    return new KeptRecord(
        text(json, "identity"),
        text(json, "project"),
        text(json, "service"),
        text(json, "provider"),
        text(json, "image"),
        text(json, "description"),
        facts,
        text(json, "fresh"),
        text(json, "state"),
        Instant.parse(text(json, "created")));
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException("it has no text '" + name + "'");
    }
    return value.asString();
  }
}
