package dev.deploypipeline.lint;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the files that compilers and checks name. */
final class SourcePlaces {

  private final List<Path> roots = new ArrayList<>();

  SourcePlaces(LintedTask task) {
    roots.add(task.basedir());
    roots.addAll(task.sourceRoots());
  }

  /**
   * The file of that name, absolute or relative to the module or a source root, if there is one.
   */
  Optional<Path> find(String name) {
    return find(name, List.of());
  }

  /**
   * The same, with further directories that come first.
   *
   * @param more absolute, or relative to the module
   */
  Optional<Path> find(String name, List<String> more) {
    try {
      Path path = name.startsWith("file:") ? Path.of(URI.create(name)) : Path.of(name);
      if (path.isAbsolute()) {
        return Optional.of(path.normalize()).filter(Files::isRegularFile);
      }
      List<Path> all = new ArrayList<>();
      more.forEach(directory -> all.add(roots.get(0).resolve(directory)));
      all.addAll(roots);
      return all.stream()
          .map(root -> root.resolve(path).normalize())
          .filter(Files::isRegularFile)
          .findFirst();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // Not the name of a file, but a text that looks a little like one.
      return Optional.empty();
    }
  }
}
