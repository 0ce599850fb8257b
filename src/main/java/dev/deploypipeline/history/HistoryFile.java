package dev.deploypipeline.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The lines on disk: {@code runs.jsonl} in its directory. Knows nothing of what a line means. */
final class HistoryFile {

  private final Path directory;
  private final Path file;
  private final Duration patience;

  HistoryFile(Path directory, Duration patience) {
    this.directory = directory;
    this.file = directory.resolve("runs.jsonl");
    this.patience = patience;
  }

  Path path() {
    return file;
  }

  /**
   * The complete lines, oldest first. A last line without line end is left out: its writer was
   * stopped in the middle, or is at work right now. Takes no lock, since appending is one write and
   * pruning replaces the whole file.
   */
  List<String> lines() throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    // A decoder that replaces what is not UTF-8, so that one bad byte costs one line and not the
    // file.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      StringBuilder text = new StringBuilder();
      char[] chunk = new char[1 << 16];
      for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
        text.append(chunk, 0, read);
      }
      int end = text.lastIndexOf("\n");
      return end < 0
          ? List.of()
          : text.substring(0, end).lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** Adds one line and keeps the last {@code keep}, alone among all writers. */
  void append(String line, int keep) throws IOException {
    createDirectory();
    HistoryLock.whileHolding(directory.resolve("runs.lock"), patience, () -> add(line, keep));
  }

  private void add(String line, int keep) throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.add(line);
    if (lines.size() > keep || !endsWithLineEnd()) {
      replace(lines.subList(Math.max(0, lines.size() - keep), lines.size()));
    } else {
      Files.write(file, bytes(List.of(line)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private void createDirectory() throws IOException {
    Files.createDirectories(directory);
    Path ignore = directory.resolve(".gitignore");
    if (Files.notExists(ignore)) {
      // Two runs may both get here; they write the same.
      Files.writeString(ignore, "*\n");
    }
  }

  private boolean endsWithLineEnd() throws IOException {
    if (Files.notExists(file)) {
      return true;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      if (channel.size() == 0) {
        return true;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) == '\n';
    }
  }

  private void replace(List<String> lines) throws IOException {
    Path temporary = directory.resolve("runs-" + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, bytes(lines), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
