package dev.deploypipeline.tuning;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was recorded of test JVMs, one JSON line each. Builds that run at the same time may share a
 * file: a line is written in one piece. Safe for use by many threads.
 */
public final class ForkHistory {

  private static final Logger LOG = System.getLogger(ForkHistory.class.getName());

  private static final int SCHEMA = 2;

  /** So many records of each execution are read, and left when the file is shortened. */
  private static final int KEPT = 60;

  /** A file is shortened when it holds so many times more lines than it needs. */
  private static final int SLACK = 4;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;
  private final String machine;
  private final Map<TaskId, List<ForkRecord>> records = new HashMap<>();
  private boolean newer;

  private ForkHistory(Path file, String machine) {
    this.file = file;
    this.machine = machine;
  }

  /**
   * Reads a file, which need not exist. Lines that make no sense are left out: they cost a
   * comparison, nothing else.
   *
   * @param machine what the JVMs run on, as far as it decides which records can be compared
   * @throws IOException if the file is there and cannot be read
   */
  public static ForkHistory open(Path file, String machine) throws IOException {
    ForkHistory history =
        new ForkHistory(
            Objects.requireNonNull(file, "file"), Objects.requireNonNull(machine, "machine"));
    if (Files.exists(file)) {
      history.read();
    }
    return history;
  }

  private void read() throws IOException {
    Map<String, List<String>> byFork = new HashMap<>();
    int lines = 0;
    // Not by readAllLines, which gives up on a file with one bad byte.
    for (String line :
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
      lines++;
      Optional<JsonNode> node = parse(line);
      if (node.isEmpty()) {
        continue;
      }
      try {
        ForkRecord one = toRecord(node.get());
        String of =
            node.get().required("machine").stringValue()
                + (hasOptionsOf(node.get(), one.start()) ? "" : ", other options");
        byFork.computeIfAbsent(of + one.fork(), any -> new ArrayList<>()).add(line);
        if (of.equals(machine)) {
          records.computeIfAbsent(one.fork(), any -> new ArrayList<>()).add(one);
        }
      } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
        LOG.log(Level.DEBUG, "not a record: " + line, e);
      }
    }
    records.replaceAll((fork, all) -> new ArrayList<>(latest(all)));
    int needed = byFork.values().stream().mapToInt(all -> latest(all).size()).sum();
    if (!newer && lines > SLACK * Math.max(needed, KEPT)) {
      shorten(byFork.values().stream().flatMap(all -> latest(all).stream()).toList());
    }
  }

  /** Another version of the plugin may mean something else by the same name. */
  private static boolean hasOptionsOf(JsonNode node, JvmStart start) {
    return node.required("options").stringValue().equals(start.options());
  }

  private Optional<JsonNode> parse(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      int schema = node.path("schema").intValue(0);
      newer |= schema > SCHEMA;
      return schema == SCHEMA ? Optional.of(node) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty(); // a build that was stopped in the middle of it
    }
  }

  private static <T> List<T> latest(List<T> all) {
    return all.subList(Math.max(0, all.size() - KEPT), all.size());
  }

  private void shorten(List<String> lines) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), "forks-", ".tmp");
    try {
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Whether a newer version of the plugin wrote some of the lines, which are left out. */
  public boolean hasNewerRecords() {
    return newer;
  }

  /** What is known of an execution on this machine, oldest first. */
  public synchronized List<ForkRecord> of(TaskId fork) {
    return List.copyOf(records.getOrDefault(fork, List.of()));
  }

  /**
   * Records how an execution did.
   *
   * @throws IOException if that cannot be written; it is known for the rest of this build all the
   *     same
   */
  public synchronized void add(ForkRecord one) throws IOException {
    records.computeIfAbsent(one.fork(), any -> new ArrayList<>()).add(one);
    JsonLines.append(file, toLine(one));
  }

  private String toLine(ForkRecord one) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("schema", SCHEMA)
        .put("machine", machine)
        .put("module", one.fork().module())
        .put("name", one.fork().name())
        .put("start", one.start().id())
        .put("options", one.start().options())
        .put("passed", one.passed())
        .put("wallMs", one.wall().toMillis());
    one.cpu().ifPresent(cpu -> line.put("cpuMs", cpu.toMillis()));
    return MAPPER.writeValueAsString(line);
  }

  private static ForkRecord toRecord(JsonNode node) {
    JsonNode cpu = node.path("cpuMs");
    return new ForkRecord(
        new TaskId(node.required("module").stringValue(), node.required("name").stringValue()),
        JvmStart.of(node.required("start").stringValue()),
        node.required("passed").booleanValue(),
        Duration.ofMillis(node.required("wallMs").longValue()),
        cpu.isMissingNode() ? Optional.empty() : Optional.of(Duration.ofMillis(cpu.longValue())));
  }
}
