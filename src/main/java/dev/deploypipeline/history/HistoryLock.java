package dev.deploypipeline.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * An exclusive lock between threads and processes, held on a file of its own because the guarded
 * file is replaced.
 *
 * <p>It asks again and again instead of blocking: only so can the wait have an end, and only so
 * does the lock hold between two threads of one JVM too, whose class loaders may differ.
 */
final class HistoryLock {

  private static final long POLL_MILLIS = 10;

  private HistoryLock() {}

  /** What is done under the lock. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** Runs the action once the lock is held, for which it waits no longer than {@code patience}. */
  static void whileHolding(Path file, Duration patience, Action action) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      poll(channel, file, patience);
      action.run(); // closing the channel releases the lock
    }
  }

  private static void poll(FileChannel channel, Path file, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    FileLock lock = tryLock(channel);
    while (lock == null) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IOException(
            "another run holds the lock " + file + " for more than " + patience.toMillis() + " ms");
      }
      pause();
      lock = tryLock(channel);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this JVM holds it: the same as another process
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the lock", e);
    }
  }
}
