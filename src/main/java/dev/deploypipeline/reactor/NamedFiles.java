package dev.deploypipeline.reactor;

import dev.deploypipeline.reuse.Digest;
import dev.deploypipeline.reuse.FileDigests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files that the values of parameters name, wherever in a value: {@code -Aschema=src/a.xsd},
 * {@code -javaagent:/x/agent.jar=config}. Not for several threads.
 */
final class NamedFiles {

  private static final Pattern SEPARATORS = Pattern.compile("[\\s=,;:\"'|@!()\\[\\]]+");

  /** More is no configuration but a repository, or a disk. */
  private static final int MOST_FILES = 10_000;

  private final FileDigests digests;
  private final ReusableTask task;
  private final Set<String> own;
  private final SortedMap<String, Digest> found = new TreeMap<>();

  NamedFiles(FileDigests digests, ReusableTask task, Set<String> own) {
    this.digests = digests;
    this.task = task;
    this.own = own;
  }

  /** What was found, by path. */
  SortedMap<String, Digest> found() {
    return found;
  }

  /** Looks into a value. */
  void look(String value) throws IOException, UnfitInputs {
    String text = MojoValues.withoutPlace(value);
    List<String> candidates = new ArrayList<>(List.of(SEPARATORS.split(text)));
    candidates.add(text);
    for (String candidate : candidates) {
      Optional<Path> file = file(candidate);
      if (file.filter(Files::isRegularFile).isPresent()) {
        add(file.get());
      } else if (candidate.contains(File.separator)
          && file.filter(Files::isDirectory).isPresent()) {
        directory(file.get());
      }
    }
  }

  /** The file of that name; empty for what is none on this system. */
  private Optional<Path> file(String candidate) {
    try {
      return candidate.isBlank() || candidate.equals(File.separator)
          ? Optional.empty()
          : Optional.of(task.base().resolve(candidate).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void add(Path file) throws IOException {
    if (!isOwn(file)) {
      found.put(file.toString(), digests.file(file));
    }
  }

  private boolean isOwn(Path file) {
    return task.areas().cover(file)
        || (file.startsWith(task.base()) && own.contains(task.paths().name(file)));
  }

  private void directory(Path directory) throws IOException, UnfitInputs {
    boolean built = directory.startsWith(task.buildDirectory());
    boolean whole = directory.equals(task.base()) || directory.equals(task.buildDirectory());
    if (task.runsTests() && (whole || (directory.startsWith(task.base()) && !built))) {
      return; // counted with all files of the module; and what is built counts where it is read
    }
    if (whole) {
      throw new UnfitInputs("a parameter names the whole of " + directory);
    }
    if (task.base().startsWith(directory)) {
      throw new UnfitInputs("a parameter names " + directory + ", in which the module itself is");
    }
    SortedMap<String, Digest> members =
        digests.members(directory, name -> !isOwn(directory.resolve(name)));
    if (members.size() > MOST_FILES) {
      throw new UnfitInputs(
          "a parameter names " + directory + ", which has " + members.size() + " files");
    }
    members.forEach((name, digest) -> found.put(directory + "/" + name, digest));
  }
}
