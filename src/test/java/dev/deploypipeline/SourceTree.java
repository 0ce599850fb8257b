package dev.deploypipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rules that are about files rather than classes. Every path is relative to the root. */
record SourceTree(Path root) {

  /** The folders with Java files that lack a {@code package-info.java} with a list of imports. */
  List<Path> packagesWithoutStatement() throws IOException {
    return javaFiles()
        .map(Path::getParent)
        .distinct()
        .filter(folder -> !statesItsImports(folder.resolve("package-info.java")))
        .map(root::relativize)
        .toList();
  }

  /** The files of {@code limit} lines and more. */
  List<Path> filesOfAtLeast(int limit) throws IOException {
    return javaFiles().filter(file -> lines(file).size() >= limit).map(root::relativize).toList();
  }

  private static boolean statesItsImports(Path packageInfo) {
    return Files.isRegularFile(packageInfo)
        && lines(packageInfo).stream().anyMatch(line -> line.contains("May use:"));
  }

  private Stream<Path> javaFiles() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
