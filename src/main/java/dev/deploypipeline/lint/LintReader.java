package dev.deploypipeline.lint;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.LintFinding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Reads what one task finds, from before it runs until it has ended: the result files that it
 * wrote, otherwise what it printed, otherwise what it failed with. A task that failed has at least
 * one finding. Safe for use by many threads.
 */
public final class LintReader {

  /** What a result file of an earlier execution is told apart by. */
  private record Stamp(FileTime modified, long size) {}

  private final LintedTask task;
  private final SourcePlaces places;
  private final DiagnosticLines lines;
  private final Map<Path, Stamp> before = new HashMap<>();
  private boolean compiledNothing;

  /** To be called right before the task runs. */
  public LintReader(LintedTask task) {
    this.task = task;
    this.places = new SourcePlaces(task);
    this.lines = new DiagnosticLines(task, places);
    task.results()
        .forEach(
            result -> stamp(result.file()).ifPresent(stamp -> before.put(result.file(), stamp)));
  }

  private static Optional<Stamp> stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
    } catch (IOException e) {
      // There is none, or none that could be read later on.
      return Optional.empty();
    }
  }

  /** Reads one line of the task's output. */
  public synchronized void line(String line) {
    compiledNothing |= line.contains("Nothing to compile");
    lines.read(line, Optional.empty());
  }

  /** Whether a compiler said that all classes are up to date, and so told no warnings. */
  public synchronized boolean compiledNothing() {
    return compiledNothing;
  }

  /**
   * What the task found; to be called once, when it has ended.
   *
   * @param failure what it failed with; empty if it succeeded
   */
  public synchronized List<LintFinding> findings(Optional<String> failure) {
    List<LintFinding> found = new ArrayList<>();
    boolean told = false;
    for (ResultFile result : task.results()) {
      Optional<Stamp> now = stamp(result.file());
      if (now.isPresent() && !now.equals(Optional.ofNullable(before.get(result.file())))) {
        told = true;
        found.addAll(read(result));
      }
    }
    if (!told || found.isEmpty()) {
      found.addAll(lines.findings());
    }
    if (found.isEmpty() && failure.isPresent()) {
      found.addAll(new FailureText(task, places).read(failure.get()));
    }
    return List.copyOf(found);
  }

  private List<LintFinding> read(ResultFile result) {
    try {
      return ResultXml.read(result, task, places);
    } catch (IOException | XMLStreamException e) {
      return List.of(
          new LintFinding(
              task.id(),
              Severity.WARNING,
              result.file().toAbsolutePath(),
              0,
              0,
              "",
              "The result file cannot be read, so its findings are not known: " + e.getMessage()));
    }
  }
}
