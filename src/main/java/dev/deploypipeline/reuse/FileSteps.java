package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a restore does to files, one step each; a seam for tests that let one fail. */
interface FileSteps {

  void createDirectory(Path directory) throws IOException;

  /** Moves a file at once, also to another file system. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file or an empty directory. */
  void delete(Path path) throws IOException;

  /** Those that really do it. */
  static FileSteps real() {
    return new FileSteps() {
      @Override
      public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
      }

      @Override
      public void move(Path from, Path to) throws IOException {
        try {
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
          moveToAnotherFileSystem(from, to);
        }
      }

      @Override
      public void delete(Path path) throws IOException {
        Files.delete(path);
      }
    };
  }

  private static void moveToAnotherFileSystem(Path from, Path to) throws IOException {
    Path temporary = WholeFile.beside(to);
    try {
      Files.copy(from, temporary, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      WholeFile.replace(temporary, to);
      Files.delete(from);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
