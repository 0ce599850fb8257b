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

  /** Of this plugin's own making, and other in each run. */
  private static final String OURS = "deploy-pipeline";

  /** Whose files bear times, which mean nothing. */
  private static final Pattern ARCHIVE = Pattern.compile(".*\\.[jwe]ar");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(-?)(\\w+)}");

  /** Those of a task of which nothing is known. */
  static OutputAreas unknown(Path buildDirectory) {
    return new OutputAreas(List.of(), List.of(), List.of(), buildDirectory);
  }

  /** Those of an execution with these values. */
  static OutputAreas of(MojoModel model, MojoValues values, ModulePaths paths) {
    List<Path> directories = new ArrayList<>();
    List<PathMatcher> globs = new ArrayList<>();
    for (String output : model.outputs()) {
      if (output.startsWith(MojoModel.BELOW_BUILD_DIRECTORY)) {
        String glob = literal(paths.build() + "/") + filled(output.substring(1), values);
        globs.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
      } else {
        directories.addAll(values.paths(output, paths.base()));
      }
    }
    List<Path> temporary =
        model.temporary().stream()
            .flatMap(name -> values.paths(name, paths.build()).stream())
            .toList();
    return new OutputAreas(List.copyOf(directories), temporary, List.copyOf(globs), paths.build());
  }

  private static String filled(String glob, MojoValues values) {
    Matcher placeholder = PLACEHOLDER.matcher(glob);
    return placeholder.replaceAll(
        one -> {
          Optional<String> value = values.text(one.group(2));
          String text = value.map(known -> one.group(1) + known).orElse("");
          return Matcher.quoteReplacement(literal(text));
        });
  }

  private static String literal(String text) {
    return text.replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1");
  }

  /** Whether the task writes there, and what it writes means nothing afterwards. */
  boolean coverTemporary(Path file) {
    return temporary.stream().anyMatch(file::startsWith);
  }

  /** Whether a file tells nothing of what the task left, whoever wrote it. */
  boolean passOver(Path file) {
    return coverTemporary(file) || file.startsWith(buildDirectory.resolve(OURS));
  }

  /** Whether it is known that the task writes nothing, if it writes in its areas only. */
  boolean areNone() {
    return directories.isEmpty() && temporary.isEmpty() && globs.isEmpty();
  }

  /** Whether it is a file of the kind that packagers make. */
  static boolean isArchive(Path file) {
    return ARCHIVE.matcher(file.toString()).matches();
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
