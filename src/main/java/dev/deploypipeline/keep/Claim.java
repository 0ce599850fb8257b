package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A kept server, or one in the making, that this process owns until it {@linkplain #release
 * releases} or {@linkplain #stop stops} it, or dies. Safe for use by many threads.
 */
public final class Claim {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
  private static final long POLL_MILLIS = 20;

  private final Entry entry;
  private final EntryLock lock;
  private final Owner self;
  private final List<String> formerHolders;
  private boolean ended;

  Claim(Entry entry, EntryLock lock, Owner self, List<String> formerHolders) {
    this.entry = entry;
    this.lock = lock;
    this.self = self;
    this.formerHolders = List.copyOf(formerHolders);
  }

  /** A name that no other kept server has: letters, digits and dashes. */
  public String id() {
    return entry.directory().getFileName().toString();
  }

  /** Who held leases when a former build that used it was killed. */
  public List<String> formerHolders() {
    return formerHolders;
  }

  /**
   * What is written down of it; empty if it was never complete, or was spoiled.
   *
   * @throws IOException if another version of this plugin wrote it, if it is damaged, or if other
   *     users can reach it
   */
  public Optional<KeptRecord> record() throws IOException {
    return RecordFile.read(entry);
  }

  /** Writes the record: from now on the server outlives this process. */
  public void write(KeptRecord server) throws IOException {
    PrivateFiles.write(entry.record(), RecordText.write(server));
  }

  /** Sees to it that nobody adopts the server any more, even if this process dies. */
  public void spoil() throws IOException {
    Files.deleteIfExists(entry.record());
  }

  /** Tells who holds leases of it, for {@link KeptDirectory#list}. */
  public void tellHolders(List<String> holders) throws IOException {
    PrivateFiles.write(entry.user(), self.text() + String.join("\n", holders) + "\n");
  }

  /**
   * Makes a directory that is removed with the server.
   *
   * @param kind the beginning of its name
   */
  public Path newDirectory(String kind) throws IOException {
    return Files.createTempDirectory(entry.directory(), kind + "-");
  }

  /**
   * Starts the process that keeps the server from now on, as the parent of a command that takes the
   * server down when its standard input ends. An earlier one has ended.
   *
   * @param lines what the command reads first
   * @throws IOException if it does not start; nothing is left running
   */
  public void launch(List<String> lines, List<String> command) throws IOException {
    KeeperLaunch.start(entry, lines, command);
  }

  /**
   * The process that keeps the server.
   *
   * @throws IOException if there is none
   */
  public Owner keeper() throws IOException {
    return entry.keeperOwner().orElseThrow(() -> new IOException("no process keeps " + id()));
  }

  /** Whether the process that keeps the server runs, and the command below it. */
  public boolean isKept() throws IOException {
    return process().isPresent();
  }

  /** What the command below the keeper said last, one line; of use once it has ended. */
  public String said() throws IOException {
    return String.join(" ", Entry.lines(entry.said())).strip();
  }

  /**
   * Ends the keeper, and with it the server; returns when both are gone.
   *
   * @throws IOException if it may be there still
   */
  public void endKeeper() throws IOException {
    process().ifPresent(ProcessHandle::destroy);
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    while (isKept() && System.nanoTime() - deadline < 0) {
      PrivateFiles.pause(POLL_MILLIS);
    }
    process().ifPresent(ProcessHandle::destroyForcibly);
    killNoted(entry);
  }

  private Optional<ProcessHandle> process() throws IOException {
    Optional<Owner> keeper = entry.keeperOwner();
    return keeper.isEmpty() ? Optional.empty() : keeper.get().process();
  }

  /** What ran below a keeper and is there still, because keeper and child were killed together. */
  static void killNoted(Entry entry) throws IOException {
    List<String> lines = Entry.lines(entry.processes());
    for (int i = 0; i + 4 <= lines.size(); i += 4) {
      Optional<Owner> noted = Owner.read(lines.subList(i, i + 4));
      if (noted.isPresent()) {
        noted.get().process().ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  /**
   * Ends the use of a complete server, which goes on without this process. Does nothing if it was
   * released or stopped before.
   *
   * @param idle how long it may be idle
   */
  public synchronized void release(Duration idle) throws IOException {
    if (ended) {
      return;
    }
    try {
      PrivateFiles.write(entry.limit(), Long.toString(idle.toMillis()));
    } finally {
      end();
    }
  }

  /** As {@link #release}, without a word on how long it may be idle. */
  synchronized void leave() throws IOException {
    if (!ended) {
      end();
    }
  }

  private void end() throws IOException {
    ended = true;
    try {
      Files.deleteIfExists(entry.user());
    } finally {
      lock.close();
    }
  }

  /**
   * Stops the server and removes all that is known of it. Does nothing if it was released or
   * stopped before.
   *
   * @throws IOException if something may be left; the message names it
   */
  public synchronized void stop() throws IOException {
    if (ended) {
      return;
    }
    try {
      endKeeper();
      PrivateFiles.deleteTree(entry.directory());
    } catch (IOException e) {
      throw new IOException(
          "%s may be left: %s. Perhaps you should remove it."
              .formatted(entry.directory(), e.getMessage()),
          e);
    } finally {
      end();
    }
  }
}
