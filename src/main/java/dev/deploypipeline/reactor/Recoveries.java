package dev.deploypipeline.reactor;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TestClassResult;
import dev.deploypipeline.tests.FailsafeSummary;
import dev.deploypipeline.tests.ReplacedReports;
import dev.deploypipeline.tests.ReplacedResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The classes of a task that failed first and passed on a retry. Used by the task's thread. */
final class Recoveries {

  private final TestAttempt first;
  private final int retries;
  private final Path directory;
  private final Map<String, Passed> passed = new TreeMap<>();

  /** The attempt in which a class passed. */
  private record Passed(TestAttempt attempt, int number) {}

  private Recoveries(TestAttempt first, int retries, Path directory) {
    this.first = first;
    this.retries = retries;
    this.directory = directory;
  }

  /**
   * None so far.
   *
   * @param directory where the results of the retries will be; what an earlier build left there is
   *     removed
   */
  static Recoveries begin(TestAttempt first, int retries, Path directory) throws IOException {
    DirectoryTree.delete(directory);
    return new Recoveries(first, retries, directory);
  }

  /** Where a retry, numbered from 1, has its results. */
  Path directory(int number) {
    return directory.resolve("retry-" + number);
  }

  /**
   * Notes which of the classes passed.
   *
   * @return why the others did not
   */
  Map<String, String> add(TestAttempt retry, Set<String> failing, int number) {
    Map<String, String> reasons = new HashMap<>();
    for (String name : failing) {
      Optional<String> reason = first.reports().stillFails(name, retry.reports());
      if (reason.isPresent()) {
        reasons.put(name, reason.get());
      } else {
        passed.put(name, new Passed(retry, number));
      }
    }
    return reasons;
  }

  /**
   * Has the reports, the summary and what the run tells say what became of the classes in the end.
   *
   * @throws IOException where they do not; then all of them are as they were, and the first
   *     failures stand
   */
  void write() throws IOException {
    List<ReplacedReports> reports = new ArrayList<>();
    for (Map.Entry<String, Passed> one : passed.entrySet()) {
      reports.add(
          first
              .reports()
              .replaced(
                  one.getKey(),
                  one.getValue().attempt().reports(),
                  first.directory(),
                  directory.resolve("first")));
    }
    Optional<FailsafeSummary> summary = summary(reports);
    try {
      for (ReplacedReports one : reports) {
        one.write();
      }
      if (summary.isPresent()) {
        summary.get().write(first.summary().orElseThrow());
      }
    } catch (IOException | RuntimeException e) {
      takeBack(reports, e);
      throw e;
    }
    first.results().ifPresent(all -> first.results(last(all)));
  }

  /** The summary as it will be, compared before anything is written; empty where none changes. */
  private Optional<FailsafeSummary> summary(List<ReplacedReports> reports) throws IOException {
    Optional<Path> file = first.summary();
    if (file.isEmpty() || reports.isEmpty()) {
      return Optional.empty();
    }
    ReplacedResults replaced =
        reports.stream()
            .map(ReplacedReports::results)
            .reduce(ReplacedResults.none(), ReplacedResults::and);
    FailsafeSummary after =
        FailsafeSummary.read(file.get())
            .orElseThrow(() -> new IOException(file.get() + " tells of a crash now"))
            .after(replaced);
    boolean whole = passed.keySet().equals(first.reports().failedClasses());
    if (whole != (after.failed() == 0)) {
      throw new IOException(file.get() + " counts other failures than the reports");
    }
    return Optional.of(after);
  }

  private static void takeBack(List<ReplacedReports> reports, Exception failure) {
    for (ReplacedReports one : reports) {
      try {
        one.takeBack();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private RunEvent.TestsFinished last(RunEvent.TestsFinished all) {
    List<TestClassResult> classes =
        all.classes().stream()
            .map(
                one -> {
                  Passed how = passed.get(one.name());
                  return how == null
                      ? one
                      : first
                          .reports()
                          .recovered(
                              one,
                              how.attempt().reports(),
                              "on retry " + how.number() + " of " + retries);
                })
            .toList();
    return new RunEvent.TestsFinished(all.at(), all.id(), classes);
  }
}
