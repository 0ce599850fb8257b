package dev.deploypipeline.broker;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The filter {@code label} of a request, taken out of its other filters: clients' labels are known
 * here and not to the engine (Docker Engine API v1.41, "List containers", "Monitor events").
 *
 * @param wanted what is asked for, each {@code name} or {@code name=value}
 * @param target the request's target without it
 */
record LabelFilter(List<String> wanted, ApiTarget target) {

  private static final String FILTERS = "filters";
  private static final String LABEL = "label";

  LabelFilter {
    wanted = List.copyOf(wanted);
  }

  static LabelFilter of(ApiTarget target) {
    ObjectNode filters =
        target.parameter(FILTERS).flatMap(Json::readObject).orElseGet(Json::object);
    List<String> wanted = values(filters.path(LABEL));
    if (wanted.isEmpty()) {
      return new LabelFilter(List.of(), target);
    }
    filters.remove(LABEL);
    return new LabelFilter(
        wanted,
        filters.isEmpty() ? target.without(FILTERS) : target.with(FILTERS, filters.toString()));
  }

  /** The values of another filter. */
  static List<String> values(ApiTarget target, String filter) {
    return values(
        target.parameter(FILTERS).flatMap(Json::readObject).orElseGet(Json::object).path(filter));
  }

  /** Newer clients send an object whose members are the values, older ones an array. */
  static List<String> values(JsonNode filter) {
    List<String> values = new ArrayList<>();
    if (filter.isObject()) {
      for (var each : filter.properties()) {
        if (each.getValue().asBoolean(true)) {
          values.add(each.getKey());
        }
      }
    } else {
      filter.forEach(each -> values.add(each.asString()));
    }
    return values;
  }

  /** Sets the values of a filter in the form that the others have: the engine reads no mixture. */
  static void set(ObjectNode filters, String filter, List<String> values) {
    if (filters.valueStream().anyMatch(JsonNode::isArray)) {
      ArrayNode array = filters.putArray(filter);
      values.forEach(array::add);
    } else {
      ObjectNode object = filters.putObject(filter);
      values.forEach(each -> object.put(each, true));
    }
  }

  /** Whether labels have everything that is asked for. */
  boolean accepts(JsonNode labels) {
    return wanted.stream().allMatch(each -> has(labels, each));
  }

  /** Whether one of them is {@code name}, or {@code name=value}. */
  static boolean has(JsonNode labels, String label) {
    int equals = label.indexOf('=');
    JsonNode value = labels.path(equals < 0 ? label : label.substring(0, equals));
    return value.isString()
        && (equals < 0 || value.stringValue().equals(label.substring(equals + 1)));
  }
}
