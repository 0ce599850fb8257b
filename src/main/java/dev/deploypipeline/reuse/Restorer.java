package dev.deploypipeline.reuse;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts results back below a module's directory: all of one or nothing. For many threads.
 *
 * <p>Files that are right already are left alone. Files that the task's last run wrote and the
 * result lacks are removed, if they are as it left them.
 */
public final class Restorer {

  /** How a restore ended. */
  public sealed interface Outcome {}

  /**
   * The directory now holds the result.
   *
   * @param written how many files had to be written
   * @param kept how many were right already
   * @param removed how many of the last run's files are gone
   */
  public record Restored(int written, int kept, int removed) implements Outcome {}

  /**
   * The task has to run. The directory is as it was, unless the reason says what could not be put
   * back.
   *
   * @param reason a clause for the log
   */
  public record NotRestored(String reason) implements Outcome {}

  private final Path staging;

  /**
   * Restores from a store.
   *
   * @param staging a directory on the file system of the modules, but outside of what tasks read or
   *     write: files are complete there before the first one is put in place
   */
  public Restorer(ResultStore store, FileDigests digests, Path staging) {
    this.staging = staging;
  }

  /**
   * Puts the result back.
   *
   * @param base the module's directory; paths that lead out of it, by symbolic links too, are
   *     refused
   * @param before the task's last state here
   */
  public Outcome restore(Path base, TaskResult result, Optional<TaskState> before) {
    return new NotRestored("nothing is restored from " + staging + " yet");
  }
}
