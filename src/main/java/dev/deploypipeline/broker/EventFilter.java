package dev.deploypipeline.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a client that follows events wants of those that the engine does not tell, read as the
 * engine reads it, but for labels, which {@link LabelFilter} knows (Docker Engine API v1.41,
 * "Monitor events").
 *
 * @param wanted the values of each filter
 */
record EventFilter(Map<String, List<String>> wanted) {

  private static final String IMAGE = "image";

  /** The engine compares them with the id and the name of whatever an event is about. */
  private static final List<String> NAMES =
      List.of(
          "container",
          "config",
          "daemon",
          "network",
          "node",
          "plugin",
          "secret",
          "service",
          "volume");

  private static final List<String> EXACT = List.of("type", "event", "scope", IMAGE);

  EventFilter {
    wanted = Map.copyOf(wanted);
  }

  static EventFilter of(ApiTarget target) {
    Map<String, List<String>> wanted = new HashMap<>();
    for (List<String> names : List.of(NAMES, EXACT)) {
      for (String name : names) {
        List<String> values = LabelFilter.values(target, name);
        if (!values.isEmpty()) {
          wanted.put(name, values);
        }
      }
    }
    return new EventFilter(wanted);
  }

  /** Whether a container's event has everything that is asked for. */
  boolean accepts(JsonNode event) {
    JsonNode actor = event.path("Actor");
    String id = Json.text(actor, "ID");
    String name = Json.text(actor.path("Attributes"), "name");
    String image = Json.text(actor.path("Attributes"), IMAGE);
    return hasAny("type", Json.text(event, "Type"))
        && hasAny("event", Json.text(event, "Action"))
        && hasAny("scope", Json.text(event, "scope"))
        && (hasAny(IMAGE, image) || hasAny(IMAGE, withoutTag(image)) || hasAny(IMAGE, id))
        && NAMES.stream().allMatch(filter -> begins(filter, id) || begins(filter, name));
  }

  private boolean hasAny(String filter, String value) {
    return !wanted.containsKey(filter) || wanted.get(filter).contains(value);
  }

  private boolean begins(String filter, String value) {
    return !wanted.containsKey(filter) || wanted.get(filter).stream().anyMatch(value::startsWith);
  }

  private static String withoutTag(String image) {
    String name = image.split("@", 2)[0];
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }
}
