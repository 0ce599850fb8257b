package dev.deploypipeline.reuse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a task that succeeded left behind.
 *
 * @param files the files that it wrote, no path twice
 * @param directories the directories that it made, also empty ones; as in {@link OutputFile#path}
 * @param changes what it changed in its project
 * @param took how long it ran
 * @param at when it ended
 */
public record TaskResult(
    List<OutputFile> files,
    List<String> directories,
    ProjectChanges changes,
    Duration took,
    Instant at) {

  /**
   * Rejects null, and with an IllegalArgumentException a path that leads out or that two files
   * have, and a negative duration; copies.
   */
  public TaskResult {
    files = List.copyOf(files);
    if (files.stream().map(OutputFile::path).distinct().count() != files.size()) {
      throw new IllegalArgumentException("a result has each file once, got " + files);
    }
    directories = List.copyOf(directories);
    directories.forEach(RelativePath::checked);
    Objects.requireNonNull(changes, "changes");
    if (took.isNegative()) {
      throw new IllegalArgumentException("a task takes no negative time, got " + took);
    }
    Objects.requireNonNull(at, "at");
  }
}
