package dev.deploypipeline.fidelity;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/**
 * Matches paths relative to a reactor's root against glob patterns such as {@code **}{@code
 * /target/*.jar}.
 */
final class Globs {

  private Globs() {}

  /**
   * True where a pattern matches; a leading {@code **}{@code /} also matches at the root itself.
   */
  static boolean match(List<String> patterns, Path relative) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                matches(pattern, relative)
                    || (pattern.startsWith("**/") && matches(pattern.substring(3), relative)));
  }

  private static boolean matches(String pattern, Path relative) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(relative);
  }

  static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
