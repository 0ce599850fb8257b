package dev.deploypipeline.keep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that hold passwords: made for their user alone, and refused where others can get at them.
 */
final class PrivateFiles {

  private static final int TRIES = 20;
  private static final long POLL_MILLIS = 50;

  private static final Set<PosixFilePermission> OWNERS =
      Set.copyOf(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  /**
   * Makes a directory unless it is there.
   *
   * @throws IOException if it is there and not private
   */
  static void makeDirectory(Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNERS));
    } catch (FileAlreadyExistsException e) {
      check(directory);
    }
  }

  /**
   * Refuses what belongs to another user, can be read or changed by another user, or is a link.
   *
   * @throws NoSuchFileException if it is not there
   * @throws IOException if it is refused; the message says why and what to do
   */
  static void check(Path path) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (found.isSymbolicLink()) {
      throw refusal(path, "is a symbolic link", "remove it");
    }
    if (!found.owner().equals(user())) {
      throw refusal(path, "belongs to '" + found.owner().getName() + "'", "remove it");
    }
    Set<PosixFilePermission> others = EnumSet.copyOf(found.permissions());
    others.removeAll(OWNERS);
    if (!others.isEmpty()) {
      throw refusal(
          path,
          "can be reached by other users ("
              + PosixFilePermissions.toString(found.permissions())
              + ")",
          "run: chmod " + (found.isDirectory() ? "700 " : "600 ") + path);
    }
  }

  private static IOException refusal(Path path, String fact, String advice) {
    return new IOException(
        "servers cannot be kept, because '%s' %s, and passwords are there. Perhaps you should %s"
            .formatted(path, fact, advice));
  }

  /** Whoever runs this process, by a file it makes: not every user has a name. */
  private static UserPrincipal user() throws IOException {
    Path ours = Files.createTempFile("deploy-pipeline-", ".owner");
    try {
      return Files.getOwner(ours);
    } finally {
      Files.delete(ours);
    }
  }

  /** Writes a file for its user only, which appears complete or not at all. */
  static void write(Path file, String text) throws IOException {
    // The JDK makes temporary files readable by their owner only.
    Path fresh = Files.createTempFile(file.getParent(), ".new-", "");
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * Removes a directory with all it holds, or does nothing if it is not there. Bears that others
   * remove parts of it at the same time, as a server does that is stopping.
   */
  static void deleteTree(Path directory) throws IOException {
    for (int left = TRIES; Files.exists(directory, LinkOption.NOFOLLOW_LINKS); left--) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException e) {
        if (left == 0) {
          throw new IOException("'" + directory + "' cannot be removed: " + e.getMessage(), e);
        }
        pause(POLL_MILLIS);
      }
    }
  }

  /** Waits a little; an interrupt is kept for whoever asks for it. */
  static void pause(long millis) {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
