package dev.deploypipeline.report;

import dev.deploypipeline.history.RunHistory;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reports of one run: listeners that together write everything that is wanted. */
public final class Reports {

  private final List<RunListener> listeners = new ArrayList<>();
  private final Optional<ConsoleReport> console;
  private final Optional<RunReport> runReport;
  private final Optional<RunHistory> history;

  private Reports(ReportSettings settings) {
    // The console comes first: it takes its live display away before the others may warn of
    // something.
    console = settings.console().map(ConsoleReport::new);
    console.ifPresent(listeners::add);
    runReport = settings.runJson().map(file -> new RunReport(file, settings.warnings()));
    runReport.ifPresent(listeners::add);
    settings
        .trace()
        .map(file -> new ChromeTrace(file, settings.warnings()))
        .ifPresent(listeners::add);
    history = settings.history().map(RunHistory::open);
    history.ifPresent(
        open -> open.findings().stream().map(Finding::message).forEach(settings.warnings()));
    int cores = Runtime.getRuntime().availableProcessors();
    history
        .filter(open -> settings.recorded())
        .map(open -> new HistoryRecorder(open, cores, settings.warnings()))
        .ifPresent(listeners::add);
  }

  /**
   * The listeners of one run, to be called in this order; they must not be used for a second run.
   */
  public static List<RunListener> listeners(ReportSettings settings) {
    return open(settings).listeners();
  }

  /** The same, for callers that want to {@link #tick} or may have to {@link #writeNow}. */
  public static Reports open(ReportSettings settings) {
    return new Reports(settings);
  }

  /** The listeners, to be called in this order; always the same ones. */
  public List<RunListener> listeners() {
    return List.copyOf(listeners);
  }

  /**
   * Lets the console show that time passes while no event comes: the live display moves on, a plain
   * console tells its progress. May be called as often as once a second, from any thread; without
   * it the console moves with the events.
   *
   * @param now the time, by the same clock as that of the events
   */
  public void tick(Instant now) {
    console.ifPresent(report -> report.tick(now));
  }

  /**
   * Writes the run report with what is known so far; made for a shutdown hook that cannot wait for
   * the end of the run. May be called at any time from any thread and never throws for a file that
   * cannot be written: the warning is all. Does nothing where no run report is wanted, or it was
   * written at the end of the run already.
   */
  public void writeNow() {
    runReport.ifPresent(RunReport::write);
  }

  /**
   * How long tasks took in earlier runs; empty where no history is kept or none was written yet.
   */
  public Map<TaskId, Duration> expectedDurations() {
    return history.map(RunHistory::expectedDurations).orElse(Map.of());
  }
}
