package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The kept servers of one user on this machine, one directory each, in a directory that only the
 * user can read. A server belongs to the project that started it; other projects see it only where
 * they ask for all. Safe for use by many threads and many processes.
 */
public final class KeptDirectory {

  /** Of a directory that is not complete; it is when it gets its name. */
  private static final String NEW = ".new-";

  private final Path root;
  private final Path project;
  private final Owner self;
  private final String host;
  private final String prefix;

  private KeptDirectory(Path root, Path project, Owner self) {
    this.root = root;
    this.project = project;
    this.self = self;
    // Another machine may see the same home directory, and has processes of its own.
    this.host = Digest.of(self.host()).substring(0, 8) + "-";
    this.prefix = host + Digest.of(project.toString()).substring(0, 16) + "-";
  }

  /**
   * The servers of a project, of which nothing is read or written yet.
   *
   * @param root where all of the user's are; need not exist
   * @param project the root directory of the reactor; must exist
   * @throws IOException if the system does not tell who we are
   */
  public static KeptDirectory of(Path root, Path project) throws IOException {
    return new KeptDirectory(root, project.toRealPath(), Owner.ofThisProcess());
  }

  /** The project's root directory, without links. */
  public Path project() {
    return project;
  }

  /**
   * Owns a new server, of which nothing is started yet.
   *
   * @param idle how long it may be idle once it is complete
   * @throws IOException if it cannot be made, or other users could reach it; the message says what
   *     to do
   */
  public Claim create(Duration idle) throws IOException {
    PrivateFiles.makeDirectory(root);
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    Path directory = root.resolve(prefix + HexFormat.of().formatHex(random));
    Path fresh = Files.createTempDirectory(root, NEW);
    Entry entry = new Entry(fresh);
    Files.createFile(
        entry.lock(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    PrivateFiles.write(entry.limit(), Long.toString(idle.toMillis()));
    PrivateFiles.write(entry.user(), self.text());
    EntryLock lock = EntryLock.open(entry.lock());
    if (!lock.tryOwnAndUse()) {
      throw new IOException("somebody else has locked " + fresh);
    }
    // The lock is the file's, whatever its name.
    Files.move(fresh, directory);
    return new Claim(new Entry(directory), lock, self, List.of());
  }

  /**
   * Owns an idle server of the project, if there is one.
   *
   * @param wanted decides by the record; what has a record that cannot be read is not asked for
   * @param refused told once of each server whose record cannot be used, and why
   */
  public Optional<Claim> claim(Predicate<KeptRecord> wanted, Consumer<String> refused)
      throws IOException {
    for (Entry entry : entries(prefix)) {
      Optional<KeptRecord> record;
      try {
        record = RecordFile.read(entry);
      } catch (IOException e) {
        refused.accept(e.getMessage());
        continue;
      }
      if (record.isPresent() && wanted.test(record.get())) {
        Optional<Claim> claim = own(entry);
        if (claim.isPresent()) {
          return claim;
        }
      }
    }
    return Optional.empty();
  }

  /** How many servers of the project that run, used or not, have a record that fits. */
  public int count(Predicate<KeptRecord> wanted) throws IOException {
    int count = 0;
    for (Entry entry : entries(prefix)) {
      if (RecordFile.known(entry).filter(wanted).isPresent() && entry.isAlive()) {
        count++;
      }
    }
    return count;
  }

  /**
   * Owns a server if nobody does. One thread at a time, of all class realms that hold this class:
   * closing a file would free the locks that another thread of this JVM has on it.
   */
  private Optional<Claim> own(Entry entry) throws IOException {
    synchronized (Runtime.getRuntime()) {
      if (entry.userOwner().equals(Optional.of(self))) {
        return Optional.empty();
      }
      EntryLock lock;
      try {
        lock = EntryLock.open(entry.lock());
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
      Optional<Claim> claim = Optional.empty();
      try {
        // Removed in the meantime: then the lock is that of a file that is no more.
        if (lock.tryOwnAndUse() && entry.exists()) {
          List<String> holders = entry.holders();
          PrivateFiles.write(entry.user(), self.text());
          claim = Optional.of(new Claim(entry, lock, self, holders));
        }
      } finally {
        if (claim.isEmpty()) {
          lock.close();
        }
      }
      return claim;
    }
  }

  /**
   * Removes what is left of servers whose keeper is dead, of all projects of the user.
   *
   * @param warnings told of what cannot be removed
   * @throws IOException if other users can reach the directory
   */
  public void sweep(Consumer<String> warnings) throws IOException {
    KeptSweep sweep = new KeptSweep(this::own, warnings);
    sweep.complete(entries(host));
    sweep.incomplete(entries(NEW));
  }

  /**
   * The kept servers that run, in the order of their service's name.
   *
   * @param all those of all projects of the user, rather than of this one
   */
  public List<KeptServer> list(boolean all) throws IOException {
    List<KeptServer> found = new ArrayList<>();
    for (Entry entry : entries(all ? host : prefix)) {
      Optional<KeptRecord> record = RecordFile.known(entry);
      if (record.isPresent() && entry.isAlive()) {
        Optional<Long> user = user(entry);
        found.add(
            new KeptServer(
                record.get(),
                user,
                user.isPresent() ? entry.holders() : List.of(),
                user.isPresent() ? Optional.empty() : entry.idleSince(),
                entry.idleLimit()));
      }
    }
    found.sort(
        Comparator.comparing((KeptServer one) -> one.server().service())
            .thenComparing(one -> one.server().created()));
    return found;
  }

  /** The process of the build that uses a server: it has said so, and lives. */
  private static Optional<Long> user(Entry entry) throws IOException {
    Optional<Owner> user = entry.userOwner();
    return user.isPresent() && user.get().process().isPresent()
        ? Optional.of(user.get().pid())
        : Optional.empty();
  }

  /**
   * Stops the servers that no build uses.
   *
   * @param all those of all projects of the user, rather than of this one
   * @return what was stopped and what was not, in the order of {@link #list}
   */
  public Stopped stop(boolean all) throws IOException {
    List<KeptServer> before = list(all);
    List<String> problems = new ArrayList<>();
    List<KeptRecord> stuck = new ArrayList<>();
    for (Entry entry : entries(all ? host : prefix)) {
      Optional<KeptRecord> record = RecordFile.known(entry);
      try {
        Optional<Claim> claim = own(entry);
        if (claim.isPresent()) {
          claim.get().stop();
        }
      } catch (IOException e) {
        problems.add(e.getMessage());
        record.ifPresent(stuck::add);
      }
    }
    List<KeptServer> left = list(all);
    return new Stopped(
        before.stream()
            .filter(one -> left.stream().noneMatch(still -> same(still, one)))
            .filter(one -> !stuck.contains(one.server()))
            .toList(),
        left.stream().filter(one -> !stuck.contains(one.server())).toList(),
        problems);
  }

  private static boolean same(KeptServer one, KeptServer other) {
    return one.server().equals(other.server());
  }

  /**
   * The outcome of {@link #stop}.
   *
   * @param stopped what is gone
   * @param inUse what a build uses
   * @param problems what may be left, and why
   */
  public record Stopped(List<KeptServer> stopped, List<KeptServer> inUse, List<String> problems) {
    /** Copies the lists. */
    public Stopped {
      stopped = List.copyOf(stopped);
      inUse = List.copyOf(inUse);
      problems = List.copyOf(problems);
    }
  }

  private List<Entry> entries(String beginning) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    PrivateFiles.check(root);
    try (Stream<Path> directories = Files.list(root)) {
      return directories
          .filter(path -> path.getFileName().toString().startsWith(beginning))
          .sorted()
          .map(Entry::new)
          .toList();
    }
  }
}
