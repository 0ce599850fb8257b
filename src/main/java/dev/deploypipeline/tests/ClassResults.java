package dev.deploypipeline.tests;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.TestClassResult;
import dev.deploypipeline.tests.TestCase.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums reports up by class: nested classes may have reports of their own, and TestNG writes one for
 * all classes.
 */
final class ClassResults {

  /** What is known of one class so far. */
  private static final class Sum {
    private final List<TestCase> cases = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    /** Where a report holds several classes: how long the tests of this one took. */
    private Duration measured = Duration.ZERO;

    Duration occupancy() {
      return Hold.together(holds).plus(measured);
    }
  }

  private final Map<String, Sum> classes = new TreeMap<>();

  /** Takes a report. */
  void add(TestReport report, Hold hold) {
    Map<String, List<TestCase>> byClass = new TreeMap<>();
    report
        .cases()
        .forEach(
            test ->
                byClass.computeIfAbsent(test.outermostClass(), c -> new ArrayList<>()).add(test));
    byClass.remove("");
    // Before Surefire 3.5, the tests of a class with nested ones are all in the nested one's
    // report.
    if (report.cases().isEmpty()) {
      byClass.put(StackFrames.outermost(report.suite()), List.of());
    }
    byClass.forEach(
        (name, cases) -> {
          Sum sum = classes.computeIfAbsent(name, one -> new Sum());
          sum.cases.addAll(cases);
          if (byClass.size() == 1) {
            sum.holds.add(hold);
          } else {
            sum.measured = sum.measured.plus(sum(cases));
          }
        });
  }

  private static Duration sum(List<TestCase> cases) {
    return Duration.ofNanos((long) (cases.stream().mapToDouble(TestCase::seconds).sum() * 1e9));
  }

  /**
   * The classes, by name.
   *
   * @param selected whether only some of their tests were asked for
   * @param slow how long a class may hold its JVM before it is called slow
   */
  List<TestClassResult> results(boolean selected, Duration slow) {
    return classes.entrySet().stream()
        .filter(entry -> !entry.getValue().cases.isEmpty())
        .map(entry -> result(entry.getKey(), entry.getValue(), selected, slow))
        .toList();
  }

  private static TestClassResult result(String name, Sum sum, boolean selected, Duration slow) {
    int failed = count(sum, Result.FAILED);
    int skipped = count(sum, Result.SKIPPED);
    List<FlakyTest> flaky =
        sum.cases.stream()
            .filter(test -> test.result() == Result.FLAKY)
            .map(test -> new FlakyTest(test.fullName(), Failures.message(test)))
            .toList();
    Duration occupancy = sum.occupancy();
    return new TestClassResult(
        name,
        sum.cases.size(),
        failed,
        skipped,
        occupancy,
        occupancy.compareTo(slow) > 0,
        failed == 0 && skipped == 0 && flaky.isEmpty() && !selected,
        flaky);
  }

  private static int count(Sum sum, Result result) {
    return (int) sum.cases.stream().filter(test -> test.result() == result).count();
  }
}
