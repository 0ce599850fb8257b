package dev.deploypipeline.reuse;

import dev.deploypipeline.reuse.KnownFile.Aspect;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Digests of files, which are read again only when they may have changed: when size, modification
 * time, inode or status change time differ from when they were read, or were too young then for a
 * later change to show. What was read is remembered in a file between builds; several builds may
 * use it at once, and what is lost or damaged there is read again. For many threads.
 */
public final class FileDigests implements AutoCloseable {

  private static final int DAYS_KEPT = 30;

  /** How often a file that changes while it is read is read again. */
  private static final int ATTEMPTS = 3;

  private static final Digest MISSING = Digest.ofAll("missing");

  private final Path cacheFile;
  private final Clock clock;
  private final int today;
  private final Map<String, KnownFile> known;
  private volatile boolean changed;

  private FileDigests(Path cacheFile, Clock clock, Map<String, KnownFile> known) {
    this.cacheFile = cacheFile;
    this.clock = clock;
    this.today = Math.toIntExact(Duration.between(Instant.EPOCH, clock.instant()).toDays());
    this.known = new ConcurrentHashMap<>(known);
  }

  /**
   * Reads what earlier builds remembered, if anything.
   *
   * @param cacheFile where it is kept; need not exist
   * @param clock tells the time as the file system does
   */
  public static FileDigests open(Path cacheFile, Clock clock) {
    return new FileDigests(cacheFile, clock, KnownFiles.read(cacheFile));
  }

  /** Of the file's content. */
  public Digest file(Path file) throws IOException {
    return read(file, Stat.of(file), Aspect.CONTENT);
  }

  /** Of the file's content; empty where there is no file. */
  public Optional<Digest> fileIfPresent(Path file) throws IOException {
    Optional<Stat> stat = Stat.ifPresent(file);
    return stat.isEmpty() ? Optional.empty() : Optional.of(read(file, stat.get(), Aspect.CONTENT));
  }

  /**
   * A file as a result records it.
   *
   * @param base the module's directory
   * @param path the file's path below it, as in {@link OutputFile#path}
   * @throws IOException when it cannot be read, or is a symbolic link or no file, which no result
   *     can hold
   */
  public OutputFile output(Path base, String path) throws IOException {
    Path file = base.resolve(RelativePath.checked(path));
    Stat stat = Stat.of(file, LinkOption.NOFOLLOW_LINKS);
    Digest content = read(file, stat, Aspect.CONTENT);
    return new OutputFile(
        path, content, stat.size(), Instant.ofEpochSecond(0, stat.modified()), stat.executable());
  }

  /** Whether a file is as it is recorded, except for its times. A symbolic link never is. */
  boolean holds(Path path, OutputFile file) throws IOException {
    Optional<Stat> stat = Stat.ifPresent(path, LinkOption.NOFOLLOW_LINKS);
    return stat.isPresent()
        && stat.get().file()
        && stat.get().size() == file.size()
        && stat.get().executable() == file.executable()
        && read(path, stat.get(), Aspect.CONTENT).equals(file.content());
  }

  /**
   * Of the names, contents and executable bits of the files below a directory. One that is missing
   * has a digest of its own, other than an empty one. Symbolic links are followed; one that leads
   * back to a directory above itself, or nowhere, counts by its target's name.
   *
   * @param wanted asked with the path of each file below the directory, its names separated by
   *     {@code /}, and with that of each directory that has nothing in it, which ends with {@code
   *     /}
   */
  public Digest tree(Path directory, Predicate<String> wanted) throws IOException {
    Optional<Stat> stat = Stat.ifPresent(directory);
    return stat.isEmpty() ? MISSING : tree(directory, stat.get(), wanted);
  }

  private Digest tree(Path directory, Stat stat, Predicate<String> wanted) throws IOException {
    return Digest.ofAll("directory", Fingerprint.digestOf(members(directory, stat, wanted)).hex());
  }

  /**
   * What {@link #tree} is made of: the digest of each file's content and executable bit by its path
   * below the directory. Empty for a directory that is missing, too.
   */
  public SortedMap<String, Digest> members(Path directory, Predicate<String> wanted)
      throws IOException {
    Optional<Stat> stat = Stat.ifPresent(directory);
    return stat.isEmpty() ? Collections.emptySortedMap() : members(directory, stat.get(), wanted);
  }

  private SortedMap<String, Digest> members(Path directory, Stat stat, Predicate<String> wanted)
      throws IOException {
    if (!stat.directory()) {
      throw new NotDirectoryException(directory.toString());
    }
    return TreeMembers.of(directory, stat, wanted, (file, of) -> read(file, of, Aspect.CONTENT));
  }

  /**
   * Of the names and contents of the entries in their order, without their times; of the content
   * for a file that is no zip.
   */
  public Digest jar(Path jar) throws IOException {
    return read(jar, Stat.of(jar), Aspect.ENTRIES);
  }

  /** A directory's {@link #tree} of all files, a file's {@link #jar}; also for what is missing. */
  public Digest classPathElement(Path element) throws IOException {
    Optional<Stat> stat = Stat.ifPresent(element);
    if (stat.isEmpty()) {
      return MISSING;
    }
    return stat.get().directory()
        ? tree(element, stat.get(), any -> true)
        : read(element, stat.get(), Aspect.ENTRIES);
  }

  private Digest read(Path file, Stat stat, Aspect aspect) throws IOException {
    String path = file.toAbsolutePath().toString();
    KnownFile before = known.get(path);
    Digest valid = before == null ? null : before.stillValid(stat, aspect);
    if (valid == null) {
      return readNow(file, stat, aspect);
    }
    if (before.seen() != today) {
      known.replace(path, before, before.seenOn(today));
      changed = true;
    }
    return valid;
  }

  private Digest readNow(Path file, Stat asked, Aspect aspect) throws IOException {
    if (!asked.file()) {
      throw new IOException("not a file: " + file);
    }
    Stat stat = asked;
    for (int attempt = 1; true; attempt++) {
      long at = Stat.nanos(clock.instant());
      Digest digest = aspect == Aspect.CONTENT ? Content.digest(file) : JarDigest.of(file);
      Stat after = Stat.of(file);
      if (after.same(stat)) {
        remember(file, stat, aspect, new KnownFile.Read(digest, at));
        return digest;
      }
      if (attempt == ATTEMPTS) {
        return digest; // as good as any other while somebody writes it, and not remembered
      }
      stat = after;
    }
  }

  private void remember(Path file, Stat stat, Aspect aspect, KnownFile.Read read) {
    known.compute(
        file.toAbsolutePath().toString(),
        (path, before) ->
            (before == null ? new KnownFile(stat, today, null, null) : before)
                .with(stat, today, aspect, read));
    changed = true;
  }

  /**
   * Remembers what was read for later builds.
   *
   * @throws IOException when it cannot; then files are read again, and no more is lost
   */
  @Override
  public void close() throws IOException {
    if (changed) {
      changed = false;
      Map<String, KnownFile> kept = new HashMap<>(known);
      kept.values().removeIf(file -> file.seen() < today - DAYS_KEPT);
      KnownFiles.write(cacheFile, kept);
    }
  }
}
