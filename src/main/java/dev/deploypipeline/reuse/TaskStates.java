package dev.deploypipeline.reuse;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the last run in this checkout knew of each task, one file a module. What is missing, damaged
 * or written by another version is unknown. For many threads.
 */
public final class TaskStates implements AutoCloseable {

  private static final int NAME_LENGTH = 60;
  private static final int DIGITS = 16;

  private final Path directory;
  private final FileDigests digests;
  private final Map<String, Module> modules = new ConcurrentHashMap<>();

  /** The states of a module's tasks by the tasks' names. */
  private static final class Module {

    private final Map<String, TaskState> states;
    private volatile boolean changed;

    Module(Map<String, TaskState> states) {
      this.states = new ConcurrentHashMap<>(states);
    }
  }

  private TaskStates(Path directory, FileDigests digests) {
    this.directory = directory;
    this.digests = digests;
  }

  /**
   * Opens the states kept in a directory.
   *
   * @param directory created when there is something to keep, with a {@code .gitignore} that keeps
   *     it out of every commit
   * @param digests tells whether files are as they were
   */
  public static TaskStates open(Path directory, FileDigests digests) {
    return new TaskStates(directory, digests);
  }

  /** The task's state after its last run, if it is known. */
  public Optional<TaskState> of(TaskId task) {
    return Optional.ofNullable(module(task).states.get(task.name()));
  }

  /** Sets the task's state; kept by {@link #close}. */
  public void put(TaskId task, TaskState state) {
    Module module = module(task);
    module.states.put(task.name(), state);
    module.changed = true;
  }

  /** Forgets the task's state, before it runs and its files become others. */
  public void forget(TaskId task) {
    Module module = module(task);
    if (module.states.remove(task.name()) != null) {
      module.changed = true;
    }
  }

  private Module module(TaskId task) {
    return modules.computeIfAbsent(
        task.module(), name -> new Module(TaskStateFile.read(file(name), name)));
  }

  private Path file(String module) {
    String readable = module.replaceAll("[^A-Za-z0-9.-]", "_");
    return directory.resolve(
        readable.substring(0, Math.min(readable.length(), NAME_LENGTH))
            + "-"
            + Digest.of(module).hex().substring(0, DIGITS)
            + ".json");
  }

  /**
   * The paths of the state's files that are not as the task left them: gone, of other content, of
   * other executability, or symbolic links now. Empty where all are.
   *
   * @param base the module's directory
   * @throws IOException when a file cannot be read
   */
  public List<String> touched(Path base, TaskState state) throws IOException {
    List<String> touched = new ArrayList<>();
    for (OutputFile file : state.files()) {
      if (!digests.holds(base.resolve(file.path()), file)) {
        touched.add(file.path());
      }
    }
    return List.copyOf(touched);
  }

  /**
   * The other paths of the state's files: those that are as the task left them.
   *
   * @param base the module's directory
   * @throws IOException when a file cannot be read
   */
  public List<String> untouched(Path base, TaskState state) throws IOException {
    List<String> paths = new ArrayList<>();
    state.files().forEach(file -> paths.add(file.path()));
    paths.removeAll(touched(base, state));
    return List.copyOf(paths);
  }

  /**
   * Keeps the states for later builds.
   *
   * @throws IOException when they cannot be written; the modules concerned are unknown then, or as
   *     they were before
   */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Map.Entry<String, Module> entry : modules.entrySet()) {
      Module module = entry.getValue();
      if (module.changed) {
        module.changed = false;
        try {
          write(entry.getKey(), module);
        } catch (IOException e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void write(String name, Module module) throws IOException {
    Path ignore = directory.resolve(".gitignore");
    if (Files.notExists(ignore)) {
      WholeFile.write(ignore, new byte[] {'*', '\n'});
    }
    TaskStateFile.write(file(name), name, module.states);
  }
}
