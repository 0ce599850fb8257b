package dev.deploypipeline.reactor;

import dev.deploypipeline.reuse.Digest;
import dev.deploypipeline.reuse.FileDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;

/**
 * The directories of all modules, which may lie in each other.
 *
 * @param directories absolute
 */
record ModuleDirectories(Set<Path> directories) {

  private static final Set<String> TOOLS =
      Set.of(".git", ".idea", ".mvn", ".settings", ".classpath", ".project", ".vscode");

  static ModuleDirectories of(MavenSession session) {
    return new ModuleDirectories(
        session.getAllProjects().stream()
            .map(project -> ModulePaths.of(project).base())
            .collect(Collectors.toSet()));
  }

  /** All but what is built, other modules, and what belongs to tools. */
  SortedMap<String, Digest> files(ReusableTask task, FileDigests digests) throws IOException {
    Path base = task.base();
    SortedMap<String, Digest> members = new TreeMap<>();
    List<Path> children;
    try (var stream = Files.list(base)) {
      children = stream.sorted().toList();
    }
    for (Path child : children) {
      String name = child.getFileName().toString();
      if (TOOLS.contains(name)
          || name.startsWith(".surefire-")
          || name.endsWith(".iml")
          || child.equals(task.buildDirectory())) {
        continue;
      }
      if (Files.isDirectory(child)) {
        if (directories.stream().noneMatch(module -> module.startsWith(child))) {
          Path build = task.buildDirectory();
          digests
              .members(child, file -> !child.resolve(file).startsWith(build))
              .forEach((file, digest) -> members.put(name + "/" + file, digest));
        }
      } else {
        digests.fileIfPresent(child).ifPresent(digest -> members.put(name, digest));
      }
    }
    return members;
  }
}
