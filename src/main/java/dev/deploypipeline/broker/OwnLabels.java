package dev.deploypipeline.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells the labels of the plugin from those of images and clients. */
final class OwnLabels {

  /** How the names of all labels of the plugin begin. */
  static final String PREFIX = "dev.deploypipeline.";

  private OwnLabels() {}

  /** All labels but the plugin's. */
  static Map<String, String> without(JsonNode labels) {
    Map<String, String> others = new HashMap<>();
    labels.properties().stream()
        .filter(label -> !label.getKey().startsWith(PREFIX))
        .forEach(label -> others.put(label.getKey(), label.getValue().asString()));
    return others;
  }

  /** Replaces the plugin's labels by a client's. */
  static void replace(ObjectNode labels, Map<String, String> clients) {
    for (String name : new ArrayList<>(labels.propertyNames())) {
      if (name.startsWith(PREFIX)) {
        labels.remove(name);
      }
    }
    clients.forEach(labels::put);
  }
}
