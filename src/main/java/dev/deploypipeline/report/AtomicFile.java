package dev.deploypipeline.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files of which nobody ever sees half. */
final class AtomicFile {

  private AtomicFile() {}

  /** Replaces the file, creating its directories; the old content stays where that fails. */
  static void write(Path file, String content) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    // Not Files.createTempFile: its files can be read by their owner only, and reports are for
    // everybody.
    Path temporary = target.resolveSibling(target.getFileName() + "-" + UUID.randomUUID() + ".tmp");
    try {
      Files.write(
          temporary,
          content.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
