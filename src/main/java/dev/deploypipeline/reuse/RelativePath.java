package dev.deploypipeline.reuse;

import java.nio.file.Path;
import java.util.List;

/** The rule for paths in results: below the module's directory, and nowhere else. */
final class RelativePath {

  private RelativePath() {}

  /** Returns the path, or rejects it with an IllegalArgumentException. */
  static String checked(String path) {
    if (path == null || path.isEmpty() || path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a result needs paths, got '" + path + "'");
    }
    for (String name : List.of(path.split("/", -1))) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\\') >= 0) {
        throw new IllegalArgumentException(
            "a result has plain paths below its module only, got '" + path + "'");
      }
    }
    return path;
  }

  /** The path below a directory, its names separated by {@code /}. */
  static String of(Path directory, Path below) {
    return directory
        .relativize(below)
        .toString()
        .replace(below.getFileSystem().getSeparator(), "/");
  }
}
