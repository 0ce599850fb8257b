package dev.deploypipeline.report;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run is shown on the console.
 *
 * @param out where to print; must be the real stream, not one whose text comes back as the output
 *     of a task
 * @param live whether {@code out} is a terminal that understands cursor movements, and nobody else
 *     prints to it
 * @param colour whether our own lines are coloured; the output of tasks is printed as captured in
 *     any case
 * @param quiet whether only the tasks' own output and failing tests are shown, as with Maven's
 *     {@code -q}
 * @param directory absolute; files below it are shown relative to it
 * @param width the columns of the terminal, at least 20; only the live display asks for it
 * @param why the tasks of which the end says why they ran or were reused, {@code module:goal} with
 *     {@code *} for any characters; empty for none
 */
public record ConsoleSettings(
    PrintStream out,
    boolean live,
    boolean colour,
    boolean quiet,
    Path directory,
    int width,
    Optional<String> why) {

  private static final int NARROWEST = 20;

  /** Rejects null, and a width below 20 with {@link IllegalArgumentException}. */
  public ConsoleSettings {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(why, "why");
    if (width < NARROWEST) {
      throw new IllegalArgumentException(
          "A console "
              + width
              + " columns wide is too narrow. Perhaps you should use at least "
              + NARROWEST
              + ".");
    }
  }

  /** A console that explains no task. */
  public ConsoleSettings(
      PrintStream out, boolean live, boolean colour, boolean quiet, Path directory, int width) {
    this(out, live, colour, quiet, directory, width, Optional.empty());
  }

  /** The same, explaining tasks. */
  public ConsoleSettings explaining(Optional<String> tasks) {
    return new ConsoleSettings(out, live, colour, quiet, directory, width, tasks);
  }

  /** A console that shows files relative to the working directory. */
  public ConsoleSettings(PrintStream out, boolean live, boolean colour, boolean quiet, int width) {
    this(out, live, colour, quiet, Path.of("").toAbsolutePath(), width);
  }
}
