package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are read and written as a whole. */
final class WholeFile {

  private WholeFile() {}

  /** A name beside a file that nobody else uses. */
  static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID() + ".tmp");
  }

  /** Replaces the file at once: whoever reads it finds the old content or the new one. */
  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = beside(file);
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      replace(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Moves a complete file to its place. */
  static void replace(Path complete, Path file) throws IOException {
    Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
