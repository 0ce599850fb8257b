package dev.deploypipeline.reuse;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the last run in this checkout knew of each task, one file a module. What is missing, damaged
 * or written by a newer version is unknown. For many threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TaskStates implements AutoCloseable {

  private TaskStates() {}

  /**
   * Opens the states kept in a directory.
   *
   * @param directory created when there is something to keep
   * @param digests tells whether files are as they were
   */
  public static TaskStates open(Path directory, FileDigests digests) {
    throw new UnsupportedOperationException("open " + directory);
  }

  /** The task's state after its last run, if it is known. */
  public Optional<TaskState> of(TaskId task) {
    throw new UnsupportedOperationException("of " + task);
  }

  /** Sets the task's state; kept by {@link #close}. */
  public void put(TaskId task, TaskState state) {
    throw new UnsupportedOperationException("put " + task + state);
  }

  /** Forgets the task's state, before it runs and its files become others. */
  public void forget(TaskId task) {
    throw new UnsupportedOperationException("forget " + task);
  }

  /**
   * The paths of the state's files that are not as the task left them: gone, of other content, or
   * of other executability. Empty where all are.
   *
   * @param base the module's directory
   * @throws IOException when a file cannot be read
   */
  public List<String> touched(Path base, TaskState state) throws IOException {
    throw new UnsupportedOperationException("touched " + base + state);
  }

  /**
   * Keeps the states for later builds.
   *
   * @throws IOException when they cannot be written; the modules concerned are unknown then
   */
  @Override
  public void close() throws IOException {}
}
