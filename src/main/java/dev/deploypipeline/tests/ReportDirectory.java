package dev.deploypipeline.tests;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A directory of reports, of which only those count that were written since this object was made: a
 * file that is as it was then is of an earlier build. Not for several threads at once.
 */
final class ReportDirectory {

  private static final long SETTLED_MILLIS = 2_500;

  /** What a file was when it was looked at last. */
  private record Version(FileTime modified, long size, Object key) {}

  /**
   * A report that was read.
   *
   * @param file its file
   * @param written when it was written
   */
  record Read(Path file, FileTime written, TestReport report) {}

  private final Path directory;
  private final String suffix;
  private final InstantSource clock;
  private final Map<Path, Version> seen;
  private final Map<Path, String> unreadable = new LinkedHashMap<>();
  private FileTime changed = FileTime.fromMillis(0);

  /**
   * Notes what is there.
   *
   * @param suffix what the reports' names end in; empty for none
   */
  ReportDirectory(Path directory, String suffix, InstantSource clock) throws IOException {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.suffix = Objects.requireNonNull(suffix, "suffix");
    this.seen = new HashMap<>(versions());
  }

  /**
   * Reads what was written since the last call. A file that cannot be read, because its writer is
   * at work for example, is tried again by the next call.
   *
   * @param thorough whether to look at every file, although none came or went
   */
  List<Read> news(boolean thorough) throws IOException {
    try {
      return isQuiet() && !thorough ? List.of() : read();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      return List.of(); // somebody removed the directory while we looked
    }
  }

  private List<Read> read() throws IOException {
    List<Read> news = new ArrayList<>();
    for (Map.Entry<Path, Version> found : versions().entrySet()) {
      Path file = found.getKey();
      if (found.getValue().equals(seen.get(file))) {
        continue;
      }
      try {
        TestReport report = TestReportReader.read(file, suffix);
        seen.put(file, found.getValue());
        unreadable.remove(file);
        news.add(new Read(file, found.getValue().modified(), report));
      } catch (IOException e) {
        unreadable.put(file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
    }
    return news;
  }

  /** The reports that could not be read when they were looked at last, with the reason. */
  Map<Path, String> unreadable() {
    unreadable.keySet().removeIf(Files::notExists);
    return Map.copyOf(unreadable);
  }

  /**
   * Whether no file came or went since the last look. A change that is younger than the ticks of
   * the file system's clock may hide another one.
   */
  private boolean isQuiet() throws IOException {
    if (!unreadable.isEmpty() || !Files.isDirectory(directory)) {
      return false;
    }
    FileTime now = Files.getLastModifiedTime(directory);
    boolean settled = clock.millis() - now.toMillis() > SETTLED_MILLIS;
    boolean quiet = settled && now.equals(changed);
    changed = settled ? now : FileTime.fromMillis(0);
    return quiet;
  }

  private Map<Path, Version> versions() throws IOException {
    Map<Path, Version> versions = new LinkedHashMap<>();
    if (!Files.isDirectory(directory)) {
      return versions;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
      for (Path file : files) {
        try {
          BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
          versions.put(file, new Version(now.lastModifiedTime(), now.size(), now.fileKey()));
        } catch (NoSuchFileException e) {
          versions.remove(file); // its writer replaces it, and the next look finds the new one
        }
      }
    }
    return versions;
  }
}
