package dev.deploypipeline.tuning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of one JSON text a line, which builds that run at the same time may share. */
final class JsonLines {

  private JsonLines() {}

  /** Adds a line in one piece, so that those of several builds do not mix. */
  static void append(Path file, String line) throws IOException {
    write(file, line + "\n");
  }

  /** Makes sure that the file is there and can be written, and adds nothing. */
  static void require(Path file) throws IOException {
    write(file, "");
  }

  private static void write(Path file, String text) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path ignore = directory.resolve(".gitignore");
    if (Files.notExists(ignore)) {
      Files.writeString(ignore, "*\n");
    }
    Files.write(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
