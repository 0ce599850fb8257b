package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

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
  private final Consumer<String> warnings;
  private final EntryLock lock;
  private Optional<Instant> idleSince = Optional.empty();
  private boolean owned;

  /**
   * @param warnings told of what could not be written down
   * @throws NoSuchFileException if the server's files are gone
   */
  Vigil(Entry entry, InstantSource clock, Consumer<String> warnings) throws IOException {
    this.entry = entry;
    this.clock = clock;
    this.warnings = warnings;
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

  private void used() {
    if (idleSince.isPresent()) {
      idleSince = Optional.empty();
      tellIdle();
    }
  }

  /** For people only, so it is no reason to end. */
  private void tellIdle() {
    try {
      if (idleSince.isPresent()) {
        PrivateFiles.write(entry.idle(), Long.toString(idleSince.get().toEpochMilli()));
      } else {
        Files.deleteIfExists(entry.idle());
      }
    } catch (IOException e) {
      warnings.accept("since when the server is idle is not written down: " + e);
    }
  }

  private Decision decide() throws IOException {
    if (!entry.isComplete()) {
      return Decision.ABANDONED;
    }
    if (idleSince.isEmpty()) {
      idleSince = Optional.of(clock.instant());
      tellIdle();
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
