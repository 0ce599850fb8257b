package dev.deploypipeline.keep;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns records into text and back: a line for each value, the format first, the word {@code end}
 * last. The one place that knows the format, and its version. Needs no library: records are also
 * read while Maven, which was interrupted, takes the class path away.
 */
final class RecordText {

  static final int FORMAT = 1;

  private static final String FACT = "fact.";
  private static final String END = "end";

  private RecordText() {}

  /** What a text turned out to be. */
  sealed interface Content {}

  /** A record that this version understands. */
  record Known(KeptRecord server) implements Content {}

  /** A record that another version wrote. */
  record Foreign(int format) implements Content {}

  /** No record. */
  record Damaged(String reason) implements Content {}

  static String write(KeptRecord server) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("format", Integer.toString(FORMAT));
    values.put("identity", server.identity());
    values.put("project", server.project());
    values.put("service", server.service());
    values.put("provider", server.provider());
    values.put("image", server.image());
    values.put("description", server.description());
    values.put("fresh", server.fresh());
    values.put("state", server.state());
    values.put("created", server.created().toString());
    server.facts().forEach((name, value) -> values.put(FACT + name, value));
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.append(END).append('\n').toString();
  }

  static Content read(String text) {
    List<String> lines = text.lines().toList();
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      int at = line.indexOf('=');
      if (at > 0) {
        values.put(line.substring(0, at), line.substring(at + 1));
      }
    }
    String format = values.getOrDefault("format", "");
    if (!format.matches("[1-9][0-9]{0,8}")) {
      return new Damaged("it has no format");
    }
    if (Integer.parseInt(format) != FORMAT) {
      return new Foreign(Integer.parseInt(format));
    }
    if (!lines.get(lines.size() - 1).equals(END)) {
      return new Damaged("it has no end");
    }
    try {
      return new Known(server(values));
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Damaged(e.getMessage());
    }
  }

  private static KeptRecord server(Map<String, String> values) {
    Map<String, String> facts = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(FACT)) {
            facts.put(name.substring(FACT.length()), value);
          }
        });
    return new KeptRecord(
        value(values, "identity"),
        value(values, "project"),
        value(values, "service"),
        value(values, "provider"),
        value(values, "image"),
        value(values, "description"),
        facts,
        value(values, "fresh"),
        value(values, "state"),
        Instant.parse(value(values, "created")));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it has no '" + name + "'");
    }
    return value;
  }
}
