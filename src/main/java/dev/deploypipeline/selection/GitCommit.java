package dev.deploypipeline.selection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads which commit of Git is checked out, without the program. */
final class GitCommit {

  private static final String REFERENCE = "ref: ";

  private GitCommit() {}

  /** The commit's name; empty where the directory is in no clone, or Git keeps it otherwise. */
  static Optional<String> of(Path directory) throws IOException {
    for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.isDirectory(git)) {
        return commit(git, git);
      }
      if (Files.isRegularFile(git)) {
        return ofWorktree(at, Files.readString(git).strip());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofWorktree(Path at, String text) throws IOException {
    Path own = at.resolve(text.replaceFirst("^gitdir: ", ""));
    Path common = own.resolve("commondir");
    Path shared = Files.isRegularFile(common) ? own.resolve(Files.readString(common).strip()) : own;
    return commit(own, shared);
  }

  private static Optional<String> commit(Path own, Path shared) throws IOException {
    Path head = own.resolve("HEAD");
    if (!Files.isRegularFile(head)) {
      return Optional.empty();
    }
    String text = Files.readString(head).strip();
    if (!text.startsWith(REFERENCE)) {
      return Optional.of(text);
    }
    String branch = text.substring(REFERENCE.length());
    Path loose = shared.resolve(branch);
    if (Files.isRegularFile(loose)) {
      return Optional.of(Files.readString(loose).strip());
    }
    Path packed = shared.resolve("packed-refs");
    if (!Files.isRegularFile(packed)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(packed)) {
      return lines
          .filter(line -> line.endsWith(" " + branch))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .findFirst();
    }
  }
}
