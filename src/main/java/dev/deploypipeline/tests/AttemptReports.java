package dev.deploypipeline.tests;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.TestClassResult;
import dev.deploypipeline.tests.TestCase.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the reports of one attempt at an execution said. */
public final class AttemptReports {

  private final Map<Path, TestReport> reports;

  /** Copies the map. */
  AttemptReports(Map<Path, TestReport> reports) {
    this.reports = new LinkedHashMap<>(reports);
  }

  /** The outermost classes of the tests that failed. */
  public Set<String> failedClasses() {
    return failures().map(TestCase::outermostClass).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The tests that failed, fixtures by their class. */
  Set<String> failedTests() {
    return failures().map(TestCase::fullName).collect(Collectors.toCollection(TreeSet::new));
  }

  /** How many tests failed, those of one name counted once, as Surefire counts them. */
  public int failed() {
    return (int) failures().map(test -> test.className() + "\n" + test.name()).distinct().count();
  }

  private Stream<TestCase> failures() {
    return cases().filter(test -> test.result() == Result.FAILED);
  }

  private Stream<TestCase> cases() {
    return reports.values().stream().flatMap(report -> report.cases().stream());
  }

  private List<TestCase> cases(String className) {
    return cases().filter(test -> test.outermostClass().equals(className)).toList();
  }

  private List<Path> files(String className) {
    return reports.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().cases().stream()
                    .anyMatch(test -> test.outermostClass().equals(className)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether the reports of a class hold tests of other classes as well. */
  public boolean areShared(String className) {
    return files(className).stream()
        .flatMap(file -> reports.get(file).cases().stream())
        .anyMatch(test -> !test.outermostClass().equals(className));
  }

  /**
   * Why a later attempt does not show that the class passes.
   *
   * @return empty where it does
   */
  public Optional<String> stillFails(String className, AttemptReports later) {
    if (later.areShared(className)
        || later.files(className).stream()
            .map(Path::getFileName)
            .anyMatch(name -> isOfAnother(className, name))) {
      return Optional.of("its reports are those of other classes as well");
    }
    return Recovery.obstacle(cases(className), later.cases(className));
  }

  private boolean isOfAnother(String className, Path name) {
    List<Path> own = files(className);
    return reports.keySet().stream()
        .anyMatch(file -> file.getFileName().equals(name) && !own.contains(file));
  }

  /**
   * The reports of a later attempt, in which the class passed, that are to take the place of those
   * of this one. They say which tests failed first, and why, as Surefire's own do of reruns.
   *
   * @param directory where the reports of this attempt are
   * @param kept where those that are replaced are kept
   * @throws IOException where one of them cannot be read
   */
  public ReplacedReports replaced(String className, AttemptReports later, Path directory, Path kept)
      throws IOException {
    return new ReplacedReports(files(className), later.files(className), directory, kept);
  }

  /** What became of a class that failed here and passed in a later attempt. */
  public TestClassResult recovered(TestClassResult here, AttemptReports later, String passed) {
    List<TestCase> again = later.cases(here.name());
    List<FlakyTest> flaky =
        cases(here.name()).stream()
            .filter(test -> test.result() == Result.FAILED)
            .map(test -> new FlakyTest(test.fullName(), Failures.message(test), passed))
            .toList();
    return new TestClassResult(
        here.name(),
        again.size(),
        0,
        (int) again.stream().filter(test -> test.result() == Result.SKIPPED).count(),
        here.occupancy(),
        here.slow(),
        false,
        flaky);
  }
}
