package dev.deploypipeline.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reports of a class in which tests failed, and those of a retry in which they passed, which
 * are to take their place. What they say is known before anything is written, and what was written
 * can be taken back.
 */
public final class ReplacedReports {

  private final List<Path> first;
  private final List<Path> again;
  private final Path directory;
  private final Path kept;
  private final FlakyReports flaky;
  private final Set<Path> before = new LinkedHashSet<>();
  private boolean begun;

  /**
   * Reads them.
   *
   * @param directory where the first ones are
   * @param kept where they are copied to before they are replaced
   */
  ReplacedReports(List<Path> first, List<Path> again, Path directory, Path kept)
      throws IOException {
    this.first = List.copyOf(first);
    this.again = List.copyOf(again);
    this.directory = directory;
    this.kept = kept;
    this.flaky = FlakyReports.merge(first, again);
  }

  /** How they change what the first attempt counted. */
  public ReplacedResults results() {
    return flaky.results();
  }

  /**
   * Writes them, each file at once.
   *
   * @throws IOException where not all could be written; {@link #takeBack} is then still to be
   *     called
   */
  public void write() throws IOException {
    Files.createDirectories(kept);
    for (Path file : touched()) {
      if (Files.exists(file)) {
        before.add(file);
        Files.copy(file, keptAs(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    begun = true;
    Map<Path, Path> written = new LinkedHashMap<>();
    for (Path file : again) {
      // Not a temporary file of the JDK's, which others may not read.
      written.put(target(file), fresh(file));
      flaky.write(file, fresh(file));
    }
    for (Path file : first) {
      if (!written.containsKey(target(file))) {
        Files.delete(file);
        Files.deleteIfExists(text(file));
      }
    }
    for (Map.Entry<Path, Path> one : written.entrySet()) {
      Files.move(one.getValue(), one.getKey(), StandardCopyOption.REPLACE_EXISTING);
    }
    for (Path file : again) {
      if (Files.exists(text(file))) {
        Files.copy(text(file), text(target(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Has all be as it was before {@link #write}, however far that came. */
  public void takeBack() throws IOException {
    if (!begun) {
      return;
    }
    for (Path file : touched()) {
      if (before.contains(file)) {
        Files.copy(keptAs(file), file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(file);
      }
    }
    for (Path file : again) {
      Files.deleteIfExists(fresh(file));
    }
  }

  /** All that is there before or afterwards. */
  private Set<Path> touched() {
    Set<Path> files = new LinkedHashSet<>();
    first.forEach(file -> files.addAll(List.of(file, text(file))));
    again.forEach(file -> files.addAll(List.of(target(file), text(target(file)))));
    return files;
  }

  private Path keptAs(Path file) {
    return kept.resolve(file.getFileName());
  }

  private Path target(Path file) {
    return directory.resolve(file.getFileName());
  }

  private Path fresh(Path file) {
    return directory.resolve(file.getFileName() + ".retry");
  }

  /** The text beside a report, where Surefire writes one. */
  private static Path text(Path report) {
    String name = report.getFileName().toString();
    return report.resolveSibling(name.replaceFirst("^TEST-", "").replaceFirst("\\.xml$", ".txt"));
  }
}
