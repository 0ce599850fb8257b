package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files below some directories at one time. What a task wrote is what differs between two
 * snapshots. Paths are relative to the base, their names separated by {@code /}. Symbolic links are
 * not followed.
 *
 * <p>A file that was written just before a snapshot is read for it, because one that is written
 * again right after has the same size and times.
 */
public final class Snapshot {

  /** How coarse times are on file systems that count less than seconds: a tick of the system. */
  private static final Duration TICK = Duration.ofMillis(20);

  private final Path base;
  private final SortedMap<String, Stat> files = new TreeMap<>();
  private final SortedMap<String, Digest> young = new TreeMap<>();
  private final SortedSet<String> directories = new TreeSet<>();

  private Snapshot(Path base) {
    this.base = base;
  }

  /**
   * Looks at the files now.
   *
   * @param base the module's directory
   * @param roots directories or files, below the base; those that are missing are left out
   * @throws IllegalArgumentException when a root is not below the base
   */
  public static Snapshot of(Path base, Collection<Path> roots) throws IOException {
    return of(base, roots, Clock.systemUTC());
  }

  static Snapshot of(Path base, Collection<Path> roots, Clock clock) throws IOException {
    Path absolute = base.toAbsolutePath().normalize();
    Snapshot snapshot = new Snapshot(absolute);
    Instant now = clock.instant();
    for (Path root : roots) {
      Path below = absolute.resolve(root).normalize();
      if (!below.startsWith(absolute) || below.equals(absolute)) {
        throw new IllegalArgumentException(root + " is not below " + base);
      }
      snapshot.visit(below, RelativePath.of(absolute, below), now);
    }
    return snapshot;
  }

  private void visit(Path path, String name, Instant now) throws IOException {
    Optional<Stat> found = Stat.ifPresent(path, LinkOption.NOFOLLOW_LINKS);
    if (found.isEmpty()) {
      return; // there is none, or it is gone since the directory was read
    }
    Stat stat = found.get();
    if (!stat.directory()) {
      files.put(name, stat);
      if (stat.file() && stat.racyAt(now, granularity(stat))) {
        young.put(name, Content.digest(path));
      }
    } else if (directories.add(name)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          visit(entry, name + "/" + entry.getFileName(), now);
        }
      }
    }
  }

  static Duration granularity(Stat stat) {
    return stat.wholeSeconds() ? KnownFile.GRANULARITY : TICK;
  }

  /** The files and symbolic links, sorted. */
  public Set<String> paths() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /** Those of {@link #paths} that are no plain files, and which no result can hold; sorted. */
  public Set<String> links() {
    return files.entrySet().stream()
        .filter(file -> !file.getValue().file())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The directories, the roots included, sorted. */
  public Set<String> directories() {
    return Collections.unmodifiableSet(directories);
  }

  /** The files of this snapshot that the earlier one lacks or has otherwise, sorted. */
  public Set<String> writtenSince(Snapshot before) throws IOException {
    Set<String> written = new TreeSet<>();
    for (Map.Entry<String, Stat> file : files.entrySet()) {
      String name = file.getKey();
      Stat then = before.files.get(name);
      if (then == null || !then.same(file.getValue()) || changedUnseen(name, before)) {
        written.add(name);
      }
    }
    return written;
  }

  private boolean changedUnseen(String name, Snapshot before) throws IOException {
    Digest then = before.young.get(name);
    return then != null && !then.equals(Content.digest(base.resolve(name)));
  }

  /** The files of the earlier snapshot that this one lacks, sorted. */
  public Set<String> goneSince(Snapshot before) {
    Set<String> gone = new TreeSet<>(before.files.keySet());
    gone.removeAll(files.keySet());
    return gone;
  }
}
