package dev.deploypipeline.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unpacked binaries, one directory each. A directory appears under its final name only when
 * complete, by one atomic rename, so builds that run at once need no lock: the first to finish
 * wins, the others throw their copy away.
 */
final class BinaryCache {

  /** Fills an empty directory. */
  interface Unpacker {
    void unpackTo(Path directory) throws IOException;
  }

  private final Path root;

  BinaryCache(Path root) {
    this.root = root;
  }

  /** The directory of that name, filled by the unpacker unless it is there already. */
  Path directory(String name, Unpacker unpacker) throws IOException {
    Path target = root.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(root);
    Path fresh = Files.createTempDirectory(root, ".unpacking-");
    try {
      unpacker.unpackTo(fresh);
      try {
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        throw e;
      } catch (FileSystemException e) {
        if (!Files.isDirectory(target)) {
          throw e;
        }
      }
    } finally {
      deleteTree(fresh);
    }
    return target;
  }

  /** Removes a directory with all it holds, or does nothing if it is not there. */
  static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
