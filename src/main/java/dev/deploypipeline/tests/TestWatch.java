package dev.deploypipeline.tests;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TestClassResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Watches the reports of one execution while it runs. Whatever it finds there, it never fails the
 * execution. Safe for use by many threads.
 */
public final class TestWatch {

  private final TestExecution execution;
  private final Consumer<RunEvent> events;
  private final InstantSource clock;
  private final ReportDirectory directory;
  private final Failures failures;
  private final Occupancy occupancy = new Occupancy();
  private final Map<Path, TestReport> reports = new LinkedHashMap<>();
  private final Optional<HungTests> hung;
  private final Map<Path, String> broken = new TreeMap<>();
  private boolean over;

  private TestWatch(
      TestExecution execution,
      Consumer<RunEvent> events,
      InstantSource clock,
      TestJvms jvms,
      ReportDirectory directory) {
    this.execution = execution;
    this.events = events;
    this.clock = clock;
    this.directory = directory;
    this.failures = new Failures(execution);
    this.hung =
        execution
            .kill()
            .map(
                limit ->
                    new HungTests(
                        execution,
                        execution.tempDirectory().orElseThrow(),
                        limit,
                        jvms,
                        events,
                        clock));
  }

  /**
   * Begins to watch, right before the execution begins: the reports that are there are old.
   *
   * @param events hears of failures, and at the end of all classes
   * @param jvms the test JVMs, of which those that hang may be ended
   * @throws IOException where the directory cannot be read
   */
  public static TestWatch begin(
      TestExecution execution, Consumer<RunEvent> events, InstantSource clock, TestJvms jvms)
      throws IOException {
    return new TestWatch(
        execution,
        events,
        clock,
        jvms,
        new ReportDirectory(execution.reports(), execution.suffix(), clock));
  }

  /** Looks for what is new. Does nothing after the end. */
  public synchronized void poll() {
    look(false);
  }

  /**
   * Ends the JVMs in which a class has been for too long; none while a report cannot be read, as it
   * may be that of such a class. Not while somebody waits for {@link #poll}: it may take seconds.
   */
  public void endHung() {
    // Looks only where there may be something to end: everything else is read by poll.
    if (hung.isPresent() && knowsAll(false)) {
      hung.get().check(() -> knowsAll(true));
    }
  }

  /** Looks, and says whether every report was read, and will be. */
  private synchronized boolean knowsAll(boolean thorough) {
    look(thorough);
    return !over && broken.isEmpty() && directory.unreadable().isEmpty();
  }

  private synchronized void look(boolean thorough) {
    if (over) {
      return;
    }
    try {
      read(thorough);
    } catch (IOException e) {
      over = true;
      notice(
          "The reports of "
              + execution.task()
              + " cannot be read ("
              + e
              + "), so nothing is known of its tests. Perhaps you should make "
              + execution.reports()
              + " readable.");
    }
  }

  private void read(boolean thorough) throws IOException {
    List<ReportDirectory.Read> news =
        directory.news(thorough).stream()
            .sorted(
                Comparator.comparing(ReportDirectory.Read::written)
                    .thenComparing(ReportDirectory.Read::file))
            .toList();
    news.forEach(one -> attempt(one.file(), () -> take(one)));
  }

  private void take(ReportDirectory.Read one) {
    if (!isOurs(one)) {
      return;
    }
    Instant written = one.written().toInstant();
    Optional<ForkName> fork = fork(one.report());
    hung.ifPresent(
        tests ->
            fork.ifPresentOrElse(
                name -> tests.reported(name, written), () -> tests.reportedByAny(written)));
    occupancy.add(one.file(), written, one.report(), fork);
    reports.put(one.file(), one.report());
    if (!execution.reruns()) {
      tellFailures(one.file(), one.report());
    }
  }

  /** One report that is odd must not lose the others; the end tells of it. */
  private void attempt(Path file, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      broken.put(file, e.toString());
    }
  }

  private void tellFailures(Path file, TestReport report) {
    failures.untold(file, report, clock.instant()).forEach(events);
  }

  /** Two executions of a module may share the directory, and run at the same time. */
  private boolean isOurs(ReportDirectory.Read one) {
    Optional<Path> ours = execution.tempDirectory();
    Optional<Path> theirs = fork(one.report()).map(ForkName::directory);
    return ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs);
  }

  private static Optional<ForkName> fork(TestReport report) {
    return ForkName.of(report.command());
  }

  /**
   * Tells the rest, when the execution is over. Later calls do nothing.
   *
   * @return the tests that failed, fixtures by their class; empty where a report could not be read
   */
  public synchronized Optional<Set<String>> end() {
    look(true);
    if (over) {
      return Optional.empty();
    }
    over = true;
    reports.forEach((file, report) -> attempt(file, () -> tellFailures(file, report)));
    broken.putAll(directory.unreadable());
    broken.forEach(
        (file, reason) ->
            notice(
                "The test report "
                    + file
                    + " cannot be read ("
                    + reason
                    + "), so its tests are missing in the summary. Perhaps you should look at it."));
    if (!reports.isEmpty()) {
      ClassResults classes = new ClassResults();
      reports.forEach((file, report) -> classes.add(report, occupancy.of(file)));
      List<TestClassResult> results = classes.results(execution.selected(), execution.slow());
      events.accept(new RunEvent.TestsFinished(clock.instant(), execution.task(), results));
    }
    return broken.isEmpty() ? Optional.of(reports().failedTests()) : Optional.empty();
  }

  /** What the reports said so far; all of it after the end. */
  public synchronized AttemptReports reports() {
    return new AttemptReports(reports);
  }

  private void notice(String message) {
    events.accept(new RunEvent.Noticed(clock.instant(), new Finding(Severity.WARNING, message)));
  }
}
