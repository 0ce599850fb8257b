package dev.deploypipeline.keep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The process that a server belongs to, as the labels of its container or the files beside it tell.
 *
 * @param host where process numbers mean the same: one machine, one user, one process name space.
 *     An engine may serve several machines, and containers that share its socket count their
 *     processes from 1 each
 * @param boot which start of that machine, so that a process number outlives no restart
 * @param pid the process's number
 * @param start when it started, see {@link Processes#start}
 */
public record Owner(String host, String boot, long pid, String start) {

  /** The label whose value is {@link #host}. */
  public static final String HOST = "dev.deploypipeline.host";

  private static final String BOOT = "dev.deploypipeline.boot";
  private static final String PID = "dev.deploypipeline.pid";
  private static final String START = "dev.deploypipeline.pid-start";

  /** The first process name space of a Linux kernel, by the number that all kernels give it. */
  private static final String INITIAL = "pid:[4026531836]";

  private static final Set<String> AT_REST = Set.of("created", "exited", "dead");

  /**
   * This process.
   *
   * @throws IOException if the system does not tell
   */
  public static Owner ofThisProcess() throws IOException {
    return ofProcess(ProcessHandle.current().pid());
  }

  /**
   * Another process of this machine.
   *
   * @throws IOException if there is none of that number, or the system does not tell
   */
  public static Owner ofProcess(long pid) throws IOException {
    return ifAlive(pid).orElseThrow(() -> new IOException("no process " + pid));
  }

  /** The same; empty if there is no such process. */
  static Optional<Owner> ifAlive(long pid) throws IOException {
    String boot = firstLine("/proc/sys/kernel/random/boot_id").orElse("unknown");
    String host = hostId(boot);
    return Processes.start(pid).map(start -> new Owner(host, boot, pid, start));
  }

  private static String hostId(String boot) throws IOException {
    Path space = Path.of("/proc/self/ns/pid");
    String name = firstLine("/proc/sys/kernel/hostname").orElse(System.getProperty("os.name"));
    String identity =
        String.join(
            "\n",
            // Without an identity of its own a machine is a new one after each restart.
            firstLine("/etc/machine-id").or(Owner::networkCard).orElse(boot),
            name,
            Files.exists(space) ? Files.readSymbolicLink(space).toString() : "",
            // Other users' processes may be hidden from us, and would look dead.
            System.getProperty("user.name"));
    // Hashed, because a machine's identity is not meant to be shown.
    return name.replaceAll("[^A-Za-z0-9.-]", "_") + "-" + Digest.of(identity).substring(0, 16);
  }

  private static Optional<String> firstLine(String file) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.findFirst().map(String::strip).filter(line -> !line.isEmpty());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // not on this system
    }
  }

  /** What macOS has instead of a machine's identity in a file. */
  private static Optional<String> networkCard() {
    try {
      NetworkInterface card = NetworkInterface.getByName("en0");
      return card == null || card.getHardwareAddress() == null
          ? Optional.empty()
          : Optional.of(HexFormat.of().formatHex(card.getHardwareAddress()));
    } catch (IOException e) {
      return Optional.empty(); // it does not tell
    }
  }

  /** The labels for a container of this owner. */
  public Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(HOST, host);
    labels.put(BOOT, boot);
    labels.put(PID, Long.toString(pid));
    labels.put(START, start);
    return labels;
  }

  /** The owner that labels tell of; empty if they tell of none. */
  public static Optional<Owner> of(Map<String, String> labels) {
    if (!labels.keySet().containsAll(Set.of(HOST, BOOT, PID, START))
        || !labels.get(PID).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Owner(
            labels.get(HOST),
            labels.get(BOOT),
            Long.parseLong(labels.get(PID)),
            labels.get(START)));
  }

  /**
   * Whether another owner is gone for sure, as seen from this process.
   *
   * @param other whose container it is
   * @param state what the engine says of the container, for example {@code running}
   * @throws IOException if it cannot be told
   */
  public boolean knowsIsGone(Owner other, String state) throws IOException {
    if (!other.host.equals(host)) {
      return false;
    }
    if (!other.boot.equals(boot)) {
      // Before our machine's restart; or a copy of our machine, whose containers may be running.
      return AT_REST.contains(state);
    }
    return !Processes.start(other.pid).equals(Optional.of(other.start));
  }

  /** Four lines that {@link #read} understands. */
  String text() {
    return String.join("\n", host, boot, Long.toString(pid), start) + "\n";
  }

  /** The owner that lines tell of; empty if they tell of none. */
  static Optional<Owner> read(List<String> lines) {
    if (lines.size() < 4 || !lines.get(2).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Owner(lines.get(0), lines.get(1), Long.parseLong(lines.get(2)), lines.get(3)));
  }

  /** The process itself, if it still runs, and on this machine. */
  Optional<ProcessHandle> process() throws IOException {
    // The handle first: a process that ends in between is not mistaken for a later one.
    Optional<ProcessHandle> found = ProcessHandle.of(pid);
    return ifAlive(pid).equals(Optional.of(this)) ? found : Optional.empty();
  }

  /**
   * Whether processes that this one starts end with something smaller than the machine: a container
   * that has a process name space of its own takes them along, and nothing that remains can see to
   * what they ran.
   */
  public static boolean isInContainer() throws IOException {
    Path space = Path.of("/proc/self/ns/pid");
    return Files.exists(space) && !Files.readSymbolicLink(space).toString().equals(INITIAL);
  }
}
