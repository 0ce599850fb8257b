package dev.deploypipeline.reuse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/** Writes the content of a file where it belongs, if it is the right one. */
final class Delivery {

  private static final Map<PosixFilePermission, PosixFilePermission> EXECUTE_WHERE_READ =
      Map.of(
          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

  private Delivery() {}

  /** How it ended. */
  enum Outcome {
    DELIVERED,
    /** The stream had other content. */
    WRONG,
    /** The stream broke. */
    UNREADABLE
  }

  /**
   * Writes the file as it is recorded, or leaves what is there.
   *
   * @throws IOException when it cannot be written
   */
  static Outcome deliver(InputStream in, OutputFile file, Path to) throws IOException {
    Path temporary = WholeFile.beside(to);
    try {
      Outcome outcome = copy(in, file, temporary);
      if (outcome == Outcome.DELIVERED) {
        finish(temporary, file, to);
      }
      return outcome;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Moves a file with the right content to its place. */
  static void finish(Path temporary, OutputFile file, Path to) throws IOException {
    if (file.executable()) {
      makeExecutable(temporary);
    }
    Files.setLastModifiedTime(temporary, FileTime.from(file.modified()));
    WholeFile.replace(temporary, to);
  }

  /** Copies no more than the file's size, in case the stream has no end. */
  static Outcome copy(InputStream in, OutputFile file, Path to) throws IOException {
    MessageDigest sha = Digest.sha256();
    long length = 0;
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[Content.BUFFER];
      while (true) {
        int read;
        try {
          read = in.read(buffer);
        } catch (IOException e) {
          return Outcome.UNREADABLE;
        }
        if (read < 0) {
          break;
        }
        length += read;
        if (length > file.size()) {
          return Outcome.WRONG;
        }
        sha.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    boolean right = length == file.size() && Digest.of(sha.digest(), 0).equals(file.content());
    return right ? Outcome.DELIVERED : Outcome.WRONG;
  }

  private static void makeExecutable(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    EXECUTE_WHERE_READ.forEach(
        (read, execute) -> {
          if (permissions.contains(read)) {
            permissions.add(execute);
          }
        });
    Files.setPosixFilePermissions(file, permissions);
  }
}
