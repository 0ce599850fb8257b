package dev.deploypipeline.reactor;

import dev.deploypipeline.config.MojoModel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a task writes.
 *
 * @param directories directories and files, absolute
 * @param temporary directories of files that mean nothing afterwards
 * @param globs patterns of absolute paths
 * @param buildDirectory the directory in which the globs look
 */
record OutputAreas(
    List<Path> directories, List<Path> temporary, List<PathMatcher> globs, Path buildDirectory) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(-?)(\\w+)}");

  /** Those of an execution with these values. */
  static OutputAreas of(MojoModel model, MojoValues values, Path base, Path buildDirectory) {
    List<Path> directories = new ArrayList<>();
    List<PathMatcher> globs = new ArrayList<>();
    for (String output : model.outputs()) {
      if (output.startsWith(MojoModel.BELOW_BUILD_DIRECTORY)) {
        String glob = buildDirectory + "/" + filled(output.substring(1), values);
        globs.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
      } else {
        directories.addAll(values.paths(output, base));
      }
    }
    List<Path> temporary =
        model.temporary().stream()
            .flatMap(name -> values.paths(name, buildDirectory).stream())
            .toList();
    return new OutputAreas(List.copyOf(directories), temporary, List.copyOf(globs), buildDirectory);
  }

  private static String filled(String glob, MojoValues values) {
    Matcher placeholder = PLACEHOLDER.matcher(glob);
    return placeholder.replaceAll(
        one -> {
          Optional<String> value = values.text(one.group(2));
          String text = value.map(known -> one.group(1) + known).orElse("");
          return Matcher.quoteReplacement(text.replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1"));
        });
  }

  /** Whether the task writes there, and what it writes means nothing afterwards. */
  boolean coverTemporary(Path file) {
    return temporary.stream().anyMatch(file::startsWith);
  }

  /** Whether the task writes there. */
  boolean cover(Path file) {
    return coverTemporary(file)
        || directories.stream().anyMatch(file::startsWith)
        || globs.stream().anyMatch(glob -> glob.matches(file));
  }

  /** Whether all of it is below the build directory, where alone anybody looks. */
  boolean areBelowBuildDirectory() {
    return directories.stream().allMatch(directory -> directory.startsWith(buildDirectory));
  }
}
