package dev.deploypipeline.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments that tune servers for data nobody will miss; what the user says goes first. */
final class Tuning {

  private static final Map<String, String> POSTGRES =
      Map.of(
          "fsync", "off",
          "synchronous_commit", "off",
          "full_page_writes", "off",
          // Many databases on one server, each with the connection pools of its tests.
          "max_connections", "300");

  private static final Map<String, String> REDIS = Map.of("save", "", "appendonly", "no");

  private Tuning() {}

  /** {@code -c name=value} for each setting. */
  static List<String> postgres(Map<String, String> tuning) {
    List<String> arguments = new ArrayList<>();
    merged(POSTGRES, tuning)
        .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    return arguments;
  }

  /** {@code --name value} for each setting. */
  static List<String> redis(Map<String, String> tuning) {
    List<String> arguments = new ArrayList<>();
    merged(REDIS, tuning).forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
    return arguments;
  }

  private static Map<String, String> merged(Map<String, String> ours, Map<String, String> theirs) {
    Map<String, String> all = new LinkedHashMap<>(ours);
    all.putAll(theirs);
    return all;
  }
}
