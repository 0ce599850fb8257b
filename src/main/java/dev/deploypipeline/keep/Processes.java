package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells a process from a later one of the same number. */
final class Processes {

  private static final int STATE = 0;
  private static final int START = 19;

  private Processes() {}

  /**
   * When a process started, in the same words for as long as it lives; empty if there is no such
   * process.
   *
   * <p>On Linux in ticks since the machine started: an instant is computed from the clock, and a
   * clock that is set would make every living process look like another one.
   *
   * @throws IOException if it cannot be told
   */
  static Optional<String> start(long pid) throws IOException {
    return Files.exists(Path.of("/proc/self/stat")) ? onLinux(pid) : elsewhere(pid);
  }

  private static Optional<String> onLinux(long pid) throws IOException {
    String line;
    try {
      line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.exists(Path.of("/proc", Long.toString(pid)))) {
        throw e;
      }
      return Optional.empty(); // it ended while we were reading
    }
    // The name before it, in parentheses, may hold anything.
    List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    boolean ended = fields.get(STATE).equals("Z") || fields.get(STATE).equals("X");
    return ended ? Optional.empty() : Optional.of(fields.get(START));
  }

  private static Optional<String> elsewhere(long pid) throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> start = process.get().info().startInstant();
    if (start.isEmpty() && process.get().isAlive()) {
      throw new IOException("process " + pid + " does not tell when it started");
    }
    return start.map(Instant::toString);
  }
}
