package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What has to be done below a module's directory so that it holds a result. */
final class RestorePlan {

  private final Path base;
  private final List<OutputFile> toWrite = new ArrayList<>();
  private final List<OutputFile> toRemove = new ArrayList<>();

  /** The directories of the result, those above its files included; parents come first. */
  private final Set<String> directories = new TreeSet<>();

  private final Set<String> missingDirectories = new TreeSet<>();
  private final Set<String> checked = new HashSet<>();
  private int kept;

  private RestorePlan(Path base) {
    this.base = base;
  }

  /**
   * Looks at what is there.
   *
   * @throws Restorer.NoWay when a link or a file stands in the way
   */
  static RestorePlan of(
      Path base, TaskResult result, Optional<TaskState> before, FileDigests digests)
      throws IOException {
    RestorePlan plan = new RestorePlan(base);
    for (String directory : result.directories()) {
      plan.addWithParents(directory);
    }
    Set<String> paths = new HashSet<>();
    for (OutputFile file : result.files()) {
      paths.add(file.path());
      plan.addParents(file.path());
    }
    for (String directory : plan.directories) {
      if (paths.contains(directory)) {
        throw new Restorer.NoWay("the result has " + directory + " as file and as directory");
      }
      plan.requireDirectoryOrNothing(directory);
    }
    for (OutputFile file : result.files()) {
      plan.add(file, digests);
    }
    for (OutputFile file : before.map(TaskState::files).orElse(List.of())) {
      if (!paths.contains(file.path()) && plan.isAsItWas(file, digests)) {
        plan.toRemove.add(file);
      }
    }
    return plan;
  }

  private void addWithParents(String directory) {
    directories.add(directory);
    addParents(directory);
  }

  private void addParents(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      directories.add(path.substring(0, slash));
    }
  }

  private void requireDirectoryOrNothing(String directory) throws IOException {
    Optional<Stat> stat = Stat.ifPresent(base.resolve(directory), LinkOption.NOFOLLOW_LINKS);
    if (stat.isEmpty()) {
      missingDirectories.add(directory);
    } else if (!stat.get().directory()) {
      throw new Restorer.NoWay(directory + (stat.get().link() ? " is a link" : " is no directory"));
    }
  }

  private void add(OutputFile file, FileDigests digests) throws IOException {
    Path path = base.resolve(file.path());
    Optional<Stat> stat = Stat.ifPresent(path, LinkOption.NOFOLLOW_LINKS);
    if (stat.isPresent() && !stat.get().file()) {
      throw new Restorer.NoWay(file.path() + (stat.get().link() ? " is a link" : " is no file"));
    }
    if (stat.isPresent() && digests.holds(path, file)) {
      kept++;
    } else {
      toWrite.add(file);
    }
  }

  private boolean isAsItWas(OutputFile file, FileDigests digests) throws IOException {
    for (int slash = file.path().indexOf('/');
        slash > 0;
        slash = file.path().indexOf('/', slash + 1)) {
      String above = file.path().substring(0, slash);
      if (!checked.contains(above)) {
        Optional<Stat> stat = Stat.ifPresent(base.resolve(above), LinkOption.NOFOLLOW_LINKS);
        if (stat.isEmpty() || !stat.get().directory()) {
          return false;
        }
        checked.add(above);
      }
    }
    return digests.holds(base.resolve(file.path()), file);
  }

  boolean nothingToDo() {
    return toWrite.isEmpty() && toRemove.isEmpty() && missingDirectories.isEmpty();
  }

  int kept() {
    return kept;
  }

  /** The files whose content is needed; their places in the list are their numbers on stage. */
  List<OutputFile> toWrite() {
    return toWrite;
  }

  /** Where the file with that number is staged. */
  static Path staged(Path stage, int number) {
    return stage.resolve(Integer.toString(number));
  }

  /** Does it, with what is on the stage, where what was there before goes as well. */
  Restorer.Restored carryOut(Path stage, Undo undo) throws IOException {
    int old = toWrite.size();
    for (OutputFile file : toRemove) {
      undo.move(base.resolve(file.path()), staged(stage, old++));
    }
    for (String directory : missingDirectories) {
      undo.createDirectory(base.resolve(directory));
    }
    for (int i = 0; i < toWrite.size(); i++) {
      Path to = base.resolve(toWrite.get(i).path());
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        undo.move(to, staged(stage, old++));
      }
      undo.move(staged(stage, i), to);
    }
    removeEmptyDirectories(undo);
    return new Restorer.Restored(toWrite.size(), kept, toRemove.size());
  }

  private void removeEmptyDirectories(Undo undo) throws IOException {
    Set<String> candidates = new TreeSet<>(Comparator.reverseOrder()); // children come first
    for (OutputFile file : toRemove) {
      String path = file.path();
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        candidates.add(path.substring(0, slash));
      }
    }
    candidates.removeAll(directories);
    for (String directory : candidates) {
      Path path = base.resolve(directory);
      if (isEmpty(path)) {
        undo.deleteDirectory(path);
      }
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }
}
