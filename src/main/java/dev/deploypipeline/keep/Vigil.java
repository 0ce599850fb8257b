package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Decides, look by look, how long one server is kept. Not safe for use by many threads. */
final class Vigil implements AutoCloseable {

  /** What is to be done. */
  enum Decision {
    /** Nothing; look again. */
    STAY,
    /** The server was idle long enough, and no build can get it any more: stop it. */
    EXPIRED,
    /** Nobody uses it and nobody ever may: it was never complete, or was spoiled. Stop it. */
    ABANDONED
  }

  private final Entry entry;
  private final InstantSource clock;
  private final EntryLock lock;
  private Optional<Instant> idleSince = Optional.empty();
  private boolean owned;

  /**
   * @throws NoSuchFileException if the server's files are gone
   */
  Vigil(Entry entry, InstantSource clock) throws IOException {
    this.entry = entry;
    this.clock = clock;
    this.lock = EntryLock.open(entry.lock());
  }

  /** Looks once. What decides on an end keeps builds from the server until {@link #close}. */
  Decision look() throws IOException {
    if (!entry.exists()) {
      return Decision.ABANDONED;
    }
    Optional<FileLock> busy = lock.tryBusy();
    if (busy.isEmpty()) {
      used();
      return Decision.STAY;
    }
    Decision decision = decide();
    if (decision == Decision.STAY) {
      busy.get().release();
    }
    return decision;
  }

  private void used() throws IOException {
    if (idleSince.isPresent()) {
      idleSince = Optional.empty();
      Files.deleteIfExists(entry.idle());
    }
  }

  private Decision decide() throws IOException {
    if (!entry.isComplete()) {
      return Decision.ABANDONED;
    }
    if (idleSince.isEmpty()) {
      idleSince = Optional.of(clock.instant());
      PrivateFiles.write(entry.idle(), Long.toString(clock.millis()));
    }
    boolean over = clock.instant().isAfter(idleSince.get().plus(entry.idleLimit()));
    // A build that owns it already waits for the byte that we have, and gets it.
    owned = over && lock.tryOwn();
    return owned ? Decision.EXPIRED : Decision.STAY;
  }

  /** Whether no build owns the server; it can get none any more until {@link #close} then. */
  boolean owns() throws IOException {
    return owned || lock.tryOwn();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
