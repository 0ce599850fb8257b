package dev.deploypipeline.tests;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which test JVM it is, told by the arguments that Surefire gives it and no other process: the
 * directory of its files, a number, and files of its own. Reports hold them as well.
 *
 * @param arguments the arguments, separated by spaces
 * @param directory the directory
 */
record ForkName(String arguments, Path directory) {

  private static final Pattern NUMBER = Pattern.compile("\\S+-jvmRun\\d+");
  private static final Pattern COMMAND =
      Pattern.compile(
          ".*?(?:\\.jar|ForkedBooter) (?<arguments>(?<directory>.+) "
              + NUMBER
              + " surefire\\S*tmp(?: \\S+)?)");

  /** Empty for a command line, {@code sun.java.command}, that is not that of a test JVM. */
  static Optional<ForkName> of(String command) {
    Matcher fork = COMMAND.matcher(command);
    return fork.matches() ? of(fork.group("arguments"), fork.group("directory")) : Optional.empty();
  }

  private static Optional<ForkName> of(String arguments, String directory) {
    try {
      return Optional.of(new ForkName(arguments, Path.of(directory)));
    } catch (InvalidPathException e) {
      return Optional.empty(); // no execution of this build has such a directory
    }
  }

  /** Empty for a process with such arguments that is not a test JVM. */
  static Optional<ForkName> of(List<String> arguments) {
    for (int i = 0; i + 2 < arguments.size(); i++) {
      if (NUMBER.matcher(arguments.get(i + 1)).matches()
          && arguments.get(i + 2).startsWith("surefire")) {
        List<String> own = arguments.subList(i, arguments.size());
        return of(String.join(" ", own), own.get(0));
      }
    }
    return Optional.empty();
  }
}
