package dev.deploypipeline.report;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which reports of a run are wanted. What is empty is not written.
 *
 * @param console how to show the run while it runs and at its end
 * @param runJson the file for the run report; its directories are created
 * @param trace the file for the Chrome trace; its directories are created
 * @param history the directory of the history, which knows how long tasks took
 * @param recorded whether the history gets a record of the run
 * @param warnings gets one sentence for each report that could not be written; called from any
 *     thread
 */
public record ReportSettings(
    Optional<ConsoleSettings> console,
    Optional<Path> runJson,
    Optional<Path> trace,
    Optional<Path> history,
    boolean recorded,
    Consumer<String> warnings) {

  /** Rejects null. */
  public ReportSettings {
    Objects.requireNonNull(console, "console");
    Objects.requireNonNull(runJson, "runJson");
    Objects.requireNonNull(trace, "trace");
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(warnings, "warnings");
  }

  /** The reports of a run that is recorded, where there is a history. */
  public ReportSettings(
      Optional<ConsoleSettings> console,
      Optional<Path> runJson,
      Optional<Path> trace,
      Optional<Path> history,
      Consumer<String> warnings) {
    this(console, runJson, trace, history, true, warnings);
  }
}
