package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock of one kept server, which the system frees when its holder dies, however it dies. Two
 * bytes of one file: whoever has the first one owns the server; a build that owns it also has the
 * second one, which its keeper looks at now and then. So a keeper that looks never keeps a build
 * from getting a server.
 */
final class EntryLock implements AutoCloseable {

  private static final long OWN = 0;
  private static final long BUSY = 1;

  private final FileChannel channel;

  private EntryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the lock without taking it. In one process at most one may be open for a server: the
   * system frees all locks of a process on a file when the process closes the file anywhere.
   *
   * @throws NoSuchFileException if the server is gone
   */
  static EntryLock open(Path file) throws IOException {
    return new EntryLock(FileChannel.open(file, StandardOpenOption.WRITE));
  }

  /** Owns the server if nobody does, and makes it busy. */
  boolean tryOwnAndUse() throws IOException {
    if (tryLock(OWN).isEmpty()) {
      return false;
    }
    // Waits only as long as a keeper looks. Freed with the channel.
    FileLock busy = channel.lock(BUSY, 1, false);
    return busy.isValid();
  }

  /** Owns the server if nobody does. */
  boolean tryOwn() throws IOException {
    return tryLock(OWN).isPresent();
  }

  /** Takes the byte that a build has which uses the server; empty if one has it. */
  Optional<FileLock> tryBusy() throws IOException {
    return tryLock(BUSY);
  }

  private Optional<FileLock> tryLock(long at) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(at, 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // this process has it
    }
  }

  /** Frees what is taken. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
