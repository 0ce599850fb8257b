package dev.deploypipeline.report;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.LeftOutTest;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestClassResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a person should know of the tests of a run: failed, flaky and slow ones, and how many were
 * skipped. Silent where there is none of them.
 */
final class TestSummary {

  /** How many of a kind are named, at once and at the end. */
  static final int SHOWN = 10;

  private final RunState run;
  private final ConsoleText text;

  /** A class and the task that ran it. */
  private record OfTask(TaskId task, TestClassResult result) {}

  TestSummary(RunState run, ConsoleText text) {
    this.run = run;
    this.text = text;
  }

  /** The lines, each with its level and line end. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<OfTask> classes =
        run.finishedTests().stream()
            .flatMap(tests -> tests.classes().stream().map(one -> new OfTask(tests.id(), one)))
            .toList();
    slow(classes, lines);
    flaky(classes, lines);
    skipped(classes, lines);
    leftOut(lines);
    failed(lines);
    return lines;
  }

  private void slow(List<OfTask> classes, List<String> lines) {
    List<OfTask> slow =
        classes.stream()
            .filter(one -> one.result().slow())
            .sorted(
                Comparator.comparing((OfTask one) -> one.result().occupancy())
                    .reversed()
                    .thenComparing(one -> one.result().name()))
            .toList();
    for (OfTask one : shown(slow)) {
      String time = DurationText.exact(one.result().occupancy());
      lines.add(text.warning("Slow test class: " + time + "  " + one.result().name() + in(one)));
    }
    more(slow.size(), "slow test class", "slow test classes")
        .map(text::warning)
        .ifPresent(lines::add);
  }

  private void flaky(List<OfTask> classes, List<String> lines) {
    List<String> flaky = new ArrayList<>();
    for (OfTask one : classes) {
      for (FlakyTest test : one.result().flaky()) {
        String message = ConsoleText.firstLine(test.message());
        flaky.add(
            "Flaky test, it failed and then passed: "
                + test.test()
                + in(one)
                + (message.isEmpty() ? "" : ": " + message));
      }
    }
    shown(flaky).forEach(line -> lines.add(text.warning(line)));
    more(flaky.size(), "flaky test", "flaky tests").map(text::warning).ifPresent(lines::add);
  }

  private void skipped(List<OfTask> classes, List<String> lines) {
    int skipped = classes.stream().mapToInt(one -> one.result().skipped()).sum();
    if (skipped > 0) {
      int tests = classes.stream().mapToInt(one -> one.result().tests()).sum();
      lines.add(text.info("Skipped: " + skipped + " of " + ConsoleText.count(tests, "test")));
    }
  }

  private void leftOut(List<String> lines) {
    List<String> left = new ArrayList<>();
    for (TaskRun task : run.tasks()) {
      for (LeftOutTest test :
          task.narrowing().map(RunEvent.TestsNarrowed::slow).orElse(List.of())) {
        left.add(
            "  "
                + test.recorded().map(DurationText::exact).orElse("tagged slow")
                + "  "
                + test.name()
                + " in "
                + task.id());
      }
    }
    if (!left.isEmpty()) {
      lines.add(
          text.warning(
              "Slow tests left out (deploy-pipeline.skipSlow): "
                  + left.size()
                  + ". This run does not show that they pass."));
      shown(left).forEach(line -> lines.add(text.warning(line)));
      more(left.size(), "slow test", "slow tests").map(text::warning).ifPresent(lines::add);
    }
  }

  private void failed(List<String> lines) {
    List<RunEvent.TestFailed> failed = run.failedTests();
    shown(failed).forEach(test -> lines.addAll(failing("Failing test: ", test)));
    more(failed.size(), "failing test", "failing tests").map(text::error).ifPresent(lines::add);
  }

  /** A failed test, where it failed, and how to run it alone. */
  List<String> failing(String what, RunEvent.TestFailed test) {
    List<String> lines = new ArrayList<>();
    String message = ConsoleText.firstLine(test.message());
    lines.add(
        text.error(
            what + test.test() + " in " + test.id() + (message.isEmpty() ? "" : ": " + message)));
    test.frame().ifPresent(frame -> lines.add(text.error("  at " + frame)));
    test.rerun().ifPresent(command -> lines.add(text.error("  again: " + command)));
    return lines;
  }

  private static String in(OfTask one) {
    return " in " + one.task();
  }

  private static <T> List<T> shown(List<T> all) {
    return all.subList(0, Math.min(SHOWN, all.size()));
  }

  private static Optional<String> more(int all, String one, String many) {
    int rest = all - SHOWN;
    return rest > 0
        ? Optional.of("and " + rest + " more " + (rest == 1 ? one : many) + ".")
        : Optional.empty();
  }
}
