package first;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Run by the build itself: lists the classes that are there. */
public class Indexer {
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    try (Stream<Path> files = Files.walk(root)) {
      Files.write(
          root.resolve("index.txt"),
          files
              .filter(file -> file.toString().endsWith(".class"))
              .map(file -> root.relativize(file).toString())
              .sorted()
              .toList());
    }
  }
}
