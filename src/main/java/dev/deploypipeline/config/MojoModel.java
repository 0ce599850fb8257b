package dev.deploypipeline.config;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the result of a goal depends on, and where it is. A parameter that no set names counts by
 * its value, and by the content of the file that it names.
 *
 * @param goal {@code groupId:artifactId:goal}
 * @param from the first version of the plugin for which this holds
 * @param below the first version for which it does not hold any more
 * @param kind what the goal does
 * @param classPath the dependencies that it sees
 * @param inputs parameters that name files or directories, or lists of them, by whose content they
 *     count
 * @param outputs parameters that name files or directories that it writes, or globs below the build
 *     directory, written {@code ^*.jar}, in which {@code {name}} stands for a parameter's value and
 *     {@code {-name}} for the same with a dash in front
 * @param temporary parameters that name directories below the build directory whose files are gone
 *     when it has ended, or mean nothing
 * @param ignored parameters that do not change its result, or by what is in the key anyway
 */
public record MojoModel(
    String goal,
    String from,
    String below,
    Kind kind,
    ClassPath classPath,
    Set<String> inputs,
    Set<String> outputs,
    Set<String> temporary,
    Set<String> ignored) {

  /** What a goal does. */
  public enum Kind {
    /** It makes files from files. */
    FILES,
    /** It makes a file that the project then has, or attaches. */
    PACKAGE,
    /**
     * It runs tests, which may read whatever is in the module, and write whatever they like below
     * its build directory.
     */
    TESTS,
    /** Its result is not used again; that its files are known lets those of tests be told apart. */
    KNOWN
  }

  /** What counts of the dependencies that a goal sees. */
  public enum ClassPath {
    /** Nothing. */
    NONE,
    /** Their names and versions. */
    NAMES,
    /** What is in them. */
    CONTENT
  }

  /** The input that is the main classes of the module, where no parameter names them. */
  public static final String MAIN_CLASSES = "@classes";

  /** What an output that is no parameter begins with. */
  public static final String BELOW_BUILD_DIRECTORY = "^";

  /** Rejects null, and a goal that is not of three parts with {@link IllegalArgumentException}. */
  public MojoModel {
    if (goal.split(":", -1).length != 3) {
      throw new IllegalArgumentException(
          "'" + goal + "' is not groupId:artifactId:goal. Perhaps you should write it so.");
    }
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(below, "below");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(classPath, "classPath");
    inputs = Set.copyOf(inputs);
    outputs = Set.copyOf(outputs);
    temporary = Set.copyOf(temporary);
    ignored = Set.copyOf(ignored);
  }

  /** Whether it holds for that version of the plugin. */
  public boolean holdsFor(String version) {
    return compare(version, from) >= 0 && compare(version, below) < 0;
  }

  /**
   * By the numbers in front; {@code 4.0.0-beta-1} counts as {@code 4.0.0}, so no preview of a
   * version passes for the one before it.
   */
  private static int compare(String one, String other) {
    return Arrays.compare(numbers(one), numbers(other));
  }

  private static int[] numbers(String version) {
    List<String> parts = List.of(version.replaceFirst("[^0-9.].*", "").split("\\.", -1));
    int[] numbers = new int[4];
    for (int i = 0; i < Math.min(parts.size(), numbers.length); i++) {
      numbers[i] = parts.get(i).isEmpty() ? 0 : Integer.parseInt(parts.get(i));
    }
    return numbers;
  }
}
