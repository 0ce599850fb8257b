package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file without reading it. Times are nanoseconds since 1970.
 *
 * @param changed the status change time, which nobody can set
 */
record Stat(int mode, long device, long inode, long size, long modified, long changed) {

  private static final int KIND = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;
  private static final int OWNER_EXECUTES = 0100;

  /** One call of the system. Follows symbolic links unless told otherwise. */
  static Stat of(Path path, LinkOption... options) throws IOException {
    Map<String, Object> of =
        Files.readAttributes(path, "unix:mode,dev,ino,size,lastModifiedTime,ctime", options);
    return new Stat(
        (Integer) of.get("mode"),
        ((Number) of.get("dev")).longValue(),
        ((Number) of.get("ino")).longValue(),
        (Long) of.get("size"),
        ((FileTime) of.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
        ((FileTime) of.get("ctime")).to(TimeUnit.NANOSECONDS));
  }

  /** The same; empty where there is nothing of that name. */
  static Optional<Stat> ifPresent(Path path, LinkOption... options) throws IOException {
    try {
      return Optional.of(of(path, options));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (belowAFile(path)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean belowAFile(Path path) {
    Path above = path.toAbsolutePath().getParent();
    while (above != null && !Files.isDirectory(above)) {
      if (Files.isRegularFile(above)) {
        return true;
      }
      above = above.getParent();
    }
    return false;
  }

  /**
   * Whether it is the same file, unchanged as far as this tells. Device numbers are left out: they
   * change when a machine starts again.
   */
  boolean same(Stat other) {
    return mode == other.mode
        && inode == other.inode
        && size == other.size
        && modified == other.modified
        && changed == other.changed;
  }

  boolean directory() {
    return (mode & KIND) == DIRECTORY;
  }

  boolean file() {
    return (mode & KIND) == FILE;
  }

  boolean link() {
    return (mode & KIND) == LINK;
  }

  boolean executable() {
    return (mode & OWNER_EXECUTES) != 0;
  }

  /**
   * Whether the file could have been changed again after {@code at} without another time to show
   * for it, because the file system's times are as coarse as {@code granularity}.
   */
  boolean racyAt(Instant at, Duration granularity) {
    return Math.max(modified, changed) >= nanos(at) - granularity.toNanos();
  }

  /** Whether the times look as if the file system counted whole seconds. */
  boolean wholeSeconds() {
    long second = TimeUnit.SECONDS.toNanos(1);
    return modified % second == 0 && changed % second == 0;
  }

  static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }
}
