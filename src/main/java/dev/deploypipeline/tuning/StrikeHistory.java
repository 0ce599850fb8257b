package dev.deploypipeline.tuning;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which tests failed in test JVMs with certain options, and what became of them without. Unlike the
 * times of test JVMs this is never forgotten: one JSON line for each event, of which a healthy
 * project has few. Safe for use by many threads.
 */
public final class StrikeHistory {

  private static final int SCHEMA = 1;

  /** Of more failures at once the first ones will do. */
  private static final int TESTS_KEPT = 50;

  private static final String FAILED_TUNED = "failed-tuned";
  private static final String FAILED_PLAIN = "failed-plain";
  private static final String PASSED_PLAIN = "passed-plain";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** What is known of one execution. */
  private static final class Known {
    private final Set<String> unresolved = new HashSet<>();
    private final Map<String, Integer> strikes = new HashMap<>();

    void take(String event, Set<String> tests) {
      switch (event) {
        case FAILED_TUNED -> unresolved.addAll(tests);
        // The options are not to blame for these; the others may not have come to their turn.
        case FAILED_PLAIN -> unresolved.removeAll(tests);
        case PASSED_PLAIN -> {
          unresolved.forEach(test -> strikes.merge(test, 1, Integer::sum));
          unresolved.clear();
        }
        default -> throw new IllegalArgumentException("unknown event " + event);
      }
    }
  }

  private final Path file;
  private final String options;
  private final int jdk;
  private final Map<TaskId, Known> executions = new HashMap<>();

  private StrikeHistory(Path file, String options, int jdk) {
    this.file = file;
    this.options = options;
    this.jdk = jdk;
  }

  /**
   * Reads a file, and creates it where it is not there.
   *
   * @param options the options in question; events of others are left out
   * @param jdk the feature version of the JDK, for example 17; events of others are left out
   * @throws IOException if it cannot be read completely, or not be written: then nobody knows, or
   *     would know, what failed
   */
  public static StrikeHistory open(Path file, String options, int jdk) throws IOException {
    StrikeHistory history =
        new StrikeHistory(
            Objects.requireNonNull(file, "file"), Objects.requireNonNull(options, "options"), jdk);
    JsonLines.require(file);
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      try {
        history.take(MAPPER.readTree(lines.get(i)));
      } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
        throw new IOException(
            "line " + (i + 1) + " of " + file + " makes no sense (" + lines.get(i) + ")", e);
      }
    }
    return history;
  }

  private void take(JsonNode line) {
    if (line.required("schema").intValue() != SCHEMA) {
      throw new IllegalArgumentException("another version wrote it");
    }
    if (line.required("options").stringValue().equals(options)
        && line.required("jdk").intValue() == jdk) {
      Set<String> tests = new HashSet<>();
      line.required("tests").forEach(test -> tests.add(test.stringValue()));
      known(new TaskId(line.required("module").stringValue(), line.required("name").stringValue()))
          .take(line.required("event").stringValue(), tests);
    }
  }

  private Known known(TaskId execution) {
    return executions.computeIfAbsent(execution, any -> new Known());
  }

  /** What is known of an execution. */
  public synchronized Strikes of(TaskId execution) {
    Known known = executions.get(execution);
    return known == null
        ? Strikes.NONE
        : new Strikes(
            !known.unresolved.isEmpty(),
            known.strikes.values().stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  /**
   * Notes that tests failed with the options.
   *
   * @param tests their names, at least one
   * @throws IOException if that cannot be written; it is known for the rest of this build all the
   *     same
   */
  public synchronized void failedTuned(TaskId execution, Set<String> tests) throws IOException {
    if (tests.isEmpty()) {
      throw new IllegalArgumentException("no test of " + execution + " failed");
    }
    note(execution, FAILED_TUNED, tests);
  }

  /**
   * Notes how all tests of an execution did without the options. Changes nothing unless tests had
   * failed with them before.
   *
   * @param failed those that failed; empty where all passed
   * @throws IOException as {@link #failedTuned}
   */
  public synchronized void ranPlain(TaskId execution, Set<String> failed) throws IOException {
    if (of(execution).unresolved()) {
      note(execution, failed.isEmpty() ? PASSED_PLAIN : FAILED_PLAIN, failed);
    }
  }

  private void note(TaskId execution, String event, Set<String> tests) throws IOException {
    Set<String> kept = new HashSet<>(new TreeSet<>(tests).stream().limit(TESTS_KEPT).toList());
    known(execution).take(event, kept);
    ObjectNode line = MAPPER.createObjectNode();
    line.put("schema", SCHEMA)
        .put("jdk", jdk)
        .put("options", options)
        .put("module", execution.module())
        .put("name", execution.name())
        .put("event", event);
    ArrayNode names = line.putArray("tests");
    kept.stream().sorted().forEach(names::add);
    JsonLines.append(file, MAPPER.writeValueAsString(line));
  }
}
