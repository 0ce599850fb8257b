package dev.deploypipeline.reuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes room in a store while others use it. What another build finds it marks as used before it
 * reads it, and what was used within the hour stays.
 */
final class Eviction {

  private static final Duration STAYS = Duration.ofHours(1);

  /** Down to nine tenths, so that not each build after the first has to do it again. */
  private static final int TENTHS_LEFT = 9;

  /** A file of the store as it was when the list was made. */
  record Candidate(Path path, Stat stat) {}

  private final Path directory;
  private final Clock clock;

  Eviction(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Makes room, unless that was tried within the hour: to ask each file of a large store takes
   * seconds, and what came since would stay anyhow.
   */
  void shrinkIfDue(long maxBytes) throws IOException {
    Path last = directory.resolve("evicted");
    Optional<Stat> stat = Stat.ifPresent(last);
    Instant now = clock.instant();
    if (stat.isPresent() && stat.get().modified() > Stat.nanos(now.minus(STAYS))) {
      return;
    }
    shrinkTo(maxBytes, list());
    WholeFile.write(last, new byte[0]);
    Files.setLastModifiedTime(last, FileTime.from(now));
  }

  void shrinkTo(long maxBytes, List<Candidate> list) throws IOException {
    long newest = Stat.nanos(clock.instant().minus(STAYS));
    List<Candidate> files = new ArrayList<>();
    long total = 0;
    for (Candidate file : list) {
      if (leftover(file.path)) {
        remove(file, newest);
      } else {
        files.add(file);
        total += file.stat.size();
      }
    }
    if (total <= maxBytes) {
      return;
    }
    files.sort(Comparator.comparingLong(file -> file.stat.modified()));
    for (Candidate file : files) {
      if (total <= maxBytes / 10 * TENTHS_LEFT) {
        return;
      }
      if (remove(file, newest)) {
        total -= file.stat.size();
      }
    }
  }

  /** Of a build that was killed while it wrote. */
  private static boolean leftover(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  List<Candidate> list() throws IOException {
    List<Candidate> files = new ArrayList<>();
    for (String kind : List.of("ac", "cas")) {
      Path root = directory.resolve(kind);
      if (Files.isDirectory(root)) {
        try (Stream<Path> paths = Files.walk(root, 2)) {
          for (Path path : (Iterable<Path>) paths::iterator) {
            add(path, files);
          }
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }
    }
    return files;
  }

  private static void add(Path path, List<Candidate> files) throws IOException {
    try {
      Stat stat = Stat.of(path, LinkOption.NOFOLLOW_LINKS);
      if (stat.file()) {
        files.add(new Candidate(path, stat));
      }
    } catch (NoSuchFileException e) {
      // Another build makes room as well.
    }
  }

  /** Asks once more, since the file may have been used after the list was made. */
  private static boolean remove(Candidate file, long newest) throws IOException {
    try {
      Stat now = Stat.of(file.path, LinkOption.NOFOLLOW_LINKS);
      if (now.modified() >= newest) {
        return false;
      }
      Files.delete(file.path);
      return true;
    } catch (NoSuchFileException e) {
      return true;
    }
  }
}
