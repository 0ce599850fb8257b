package dev.deploypipeline.broker;

import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and makes the JSON of the Docker Engine API. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Reads any value; empty if the text is none. */
  static Optional<JsonNode> read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JacksonException e) {
      return Optional.empty(); // whose fault that is, the caller knows
    }
  }

  /** Reads an object; empty if the text is none. */
  static Optional<ObjectNode> readObject(String text) {
    return read(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** The same value with the members of all objects in the order of their names. */
  static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      object.properties().forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
      ObjectNode sorted = object();
      members.forEach(sorted::set);
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode sorted = array();
      array.forEach(each -> sorted.add(sorted(each)));
      return sorted;
    }
    return node;
  }

  /** A text member; empty where it is missing or no text. */
  static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isString() ? value.stringValue() : "";
  }

  /** A member that is an object, made where it is missing. */
  static ObjectNode child(ObjectNode node, String member) {
    if (node.get(member) instanceof ObjectNode child) {
      return child;
    }
    ObjectNode fresh = object();
    node.set(member, fresh);
    return fresh;
  }
}
