package dev.deploypipeline.reactor;

import dev.deploypipeline.config.MojoModel.Kind;
import dev.deploypipeline.reuse.AttachedFile;
import dev.deploypipeline.reuse.FileDigests;
import dev.deploypipeline.reuse.OutputFile;
import dev.deploypipeline.reuse.ProjectChanges;
import dev.deploypipeline.reuse.Snapshot;
import dev.deploypipeline.reuse.TaskResult;
import dev.deploypipeline.reuse.TaskState;
import dev.deploypipeline.reuse.TaskStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Watches a task of which is known where it writes, to keep what it leaves. Not for several
 * threads.
 */
final class TaskCapture {

  private final ReusableTask task;
  private final FileDigests digests;
  private final ModuleFiles.Turn turn;
  private final Snapshot before;
  private final ProjectMemento project;
  private Optional<String> obstacle;
  private final Set<String> written = new TreeSet<>();
  private final Set<String> directories = new TreeSet<>();
  private Optional<ProjectChanges> changes = Optional.empty();

  private TaskCapture(
      ReusableTask task,
      FileDigests digests,
      ModuleFiles.Turn turn,
      Snapshot before,
      Optional<String> obstacle) {
    this.task = task;
    this.digests = digests;
    this.turn = turn;
    this.before = before;
    this.obstacle = obstacle;
    this.project = new ProjectMemento(task.project());
  }

  /**
   * Begins right before the task runs. Removes what the task's last run left, since what is kept
   * must be as if it had begun with nothing.
   *
   * @param last the task's last run here
   */
  static TaskCapture begin(
      ReusableTask task,
      Optional<TaskState> last,
      TaskStates states,
      FileDigests digests,
      ModuleFiles module)
      throws IOException {
    Optional<String> obstacle = Optional.empty();
    if (last.isPresent()) {
      List<String> touched = states.touched(task.base(), last.get());
      for (String path : states.untouched(task.base(), last.get())) {
        Files.deleteIfExists(task.base().resolve(path));
      }
      obstacle =
          touched.stream()
              .filter(path -> Files.exists(task.base().resolve(path)))
              .findFirst()
              .map(path -> path + " is not as its last run left it; after clean it will be kept");
    }
    ModuleFiles.Turn turn = module.begin(task.areas(), task.model().kind() != Kind.PACKAGE);
    Snapshot before = Snapshot.of(task.base(), List.of(task.buildDirectory()));
    List<String> strange =
        before.paths().stream()
            .filter(path -> task.areas().cover(task.base().resolve(path)))
            .filter(path -> !module.isExplained(path))
            .toList();
    if (!strange.isEmpty() && obstacle.isEmpty()) {
      obstacle =
          Optional.of(
              strange.get(0)
                  + (strange.size() > 1 ? " and " + (strange.size() - 1) + " more files" : "")
                  + " had been there before; after clean it will be kept");
    }
    return new TaskCapture(task, digests, turn, before, obstacle);
  }

  /** The task has ended, well or not. */
  void ended() {
    turn.end();
  }

  /** Looks at what it left, when it has ended well. */
  void look() throws IOException {
    Snapshot after = Snapshot.of(task.base(), List.of(task.buildDirectory()));
    for (String path : after.writtenSince(before)) {
      Path file = task.base().resolve(path);
      if (task.areas().passOver(file)) {
        continue;
      }
      switch (turn.owner(file)) {
        case SELF -> {
          written.add(path);
          if (before.paths().contains(path)) {
            doubt("it changed " + path + ", which another goal had left");
          }
        }
        case OTHER -> {}
        case UNKNOWN -> doubt(path + " may be of a goal that ran at the same time");
      }
    }
    for (String path : after.goneSince(before)) {
      Path file = task.base().resolve(path);
      if (!task.areas().passOver(file) && turn.owner(file) != ModuleFiles.Owner.OTHER) {
        doubt(path + " was removed while it ran");
      }
    }
    Set<String> links = new TreeSet<>(after.links());
    links.retainAll(written);
    if (!links.isEmpty()) {
      doubt(links.iterator().next() + " is a symbolic link");
    }
    after.directories().stream()
        .filter(path -> !before.directories().contains(path))
        .filter(path -> task.areas().cover(task.base().resolve(path)))
        .forEach(directories::add);
    changes = project.changes();
    if (changes.isEmpty()) {
      doubt("it attached a file from outside of its module");
    }
    changes.stream()
        .flatMap(all -> all.artifacts().stream())
        .map(AttachedFile::path)
        .filter(path -> !written.contains(path))
        // A compiler makes its directory the artifact, until that is packaged.
        .filter(path -> Files.isRegularFile(task.base().resolve(path)))
        .findFirst()
        .ifPresent(path -> doubt("it attached " + path + ", which is not known to be its own"));
    if (task.model().kind() == Kind.PACKAGE && written.isEmpty()) {
      doubt("it wrote nothing where it is known to write");
    }
    if (task.runsTests()) {
      TestVerdict.doubt(written.stream().map(task.base()::resolve).toList()).ifPresent(this::doubt);
    }
  }

  /** The result must not be kept, for this reason if it is the first one. */
  void doubt(String reason) {
    if (obstacle.isEmpty()) {
      obstacle = Optional.of(reason);
    }
  }

  /** Why the result must not be kept. */
  Optional<String> obstacle() {
    return obstacle;
  }

  /** The files that the task wrote, relative to the module's directory. */
  Set<String> written() {
    return written;
  }

  /** What it left, for other builds. */
  TaskResult result(Duration took, Instant at) throws IOException {
    List<OutputFile> files = new ArrayList<>();
    for (String path : written) {
      files.add(digests.output(task.base(), path));
    }
    return new TaskResult(
        files, List.copyOf(directories), changes.orElse(ProjectChanges.none()), took, at);
  }
}
