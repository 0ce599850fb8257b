package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Results of tasks that wrote files of one line. */
final class Results {

  static final Instant MODIFIED = Instant.parse("2026-02-03T04:05:06.123456789Z");

  private Results() {}

  static OutputFile file(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new OutputFile(path, Digest.of(bytes), bytes.length, MODIFIED, false);
  }

  static OutputFile executable(OutputFile file) {
    return new OutputFile(file.path(), file.content(), file.size(), file.modified(), true);
  }

  static TaskResult of(OutputFile... files) {
    return new TaskResult(
        List.of(files),
        List.of("target/empty"),
        new ProjectChanges(
            Map.of("argLine", "-javaagent:x", "blank", ""),
            List.of("target/generated"),
            List.of(),
            List.of(new AttachedFile("jar", "sources", "jar", "target/s.jar", false))),
        Duration.ofMillis(1_234),
        Instant.parse("2026-03-01T10:00:00.5Z"));
  }

  static void write(Path base, String path, String text) throws IOException {
    Path file = base.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Writes the files of a result, and stores it. */
  static boolean put(Path base, ResultStore to, Digest key, TaskResult what) throws IOException {
    for (OutputFile file : what.files()) {
      write(base, file.path(), "text " + file.path().charAt(file.path().length() - 1));
    }
    return to.put(key, what, file -> base.resolve(file.path()));
  }

  /** Where a store in a directory keeps something. */
  static Path place(Path store, String kind, Digest digest) {
    return store.resolve(kind).resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }

  /** All files below. */
  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  /** All files below, by their paths, with their text; sorted. */
  static List<String> below(Path base) throws IOException {
    try (Stream<Path> paths = Files.walk(base)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> base.relativize(path) + "=" + text(path))
          .sorted()
          .toList();
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
