package dev.deploypipeline.report;

import dev.deploypipeline.model.ReuseDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was reused, and why tasks ran or did not. Silent where nothing could be reused. */
final class ReuseSummary {

  private final List<ReuseDecision> decisions;
  private final Optional<String> why;

  /**
   * @param why the tasks to explain, {@code module:goal} with {@code *} for any characters; empty
   *     for none
   */
  ReuseSummary(RunState run, Optional<String> why) {
    this.decisions = run.tasks().stream().flatMap(task -> task.reuse().stream()).toList();
    this.why = why;
  }

  /** The lines, without level or line end. */
  List<String> lines() {
    if (decisions.isEmpty()) {
      return why.isEmpty()
          ? List.of()
          : List.of(
              "deploy-pipeline.why: nothing was decided of any task. Perhaps you should set"
                  + " -Ddeploy-pipeline.reuse=on.");
    }
    List<String> lines = new ArrayList<>();
    List<ReuseDecision> reused = decisions.stream().filter(ReuseDecision::reused).toList();
    Duration saved =
        reused.stream().flatMap(one -> one.saved().stream()).reduce(Duration.ZERO, Duration::plus);
    lines.add(
        "deploy-pipeline: Reused "
            + reused.size()
            + " of "
            + ConsoleText.count(decisions.size(), "task")
            + (reused.isEmpty()
                ? ""
                : ", which took " + DurationText.exact(saved) + " when they ran"));
    why.ifPresent(wanted -> explain(wanted, lines));
    return lines;
  }

  private void explain(String wanted, List<String> lines) {
    Pattern pattern = Pattern.compile(Pattern.quote(wanted.strip()).replace("*", "\\E.*\\Q"));
    List<ReuseDecision> found =
        decisions.stream().filter(one -> pattern.matcher(name(one)).matches()).toList();
    if (found.isEmpty()) {
      lines.add(
          "deploy-pipeline.why: no task is "
              + wanted
              + ". Perhaps you should write module:goal, for example "
              + name(decisions.get(0))
              + ", or *.");
    }
    for (ReuseDecision one : found) {
      lines.add(
          "Why "
              + one.task()
              + (one.reused() ? ": reused, because " : ": run, because ")
              + String.join("; ", one.reasons())
              + one.notKept().map(reason -> "; not kept, because " + reason).orElse(""));
    }
  }

  /** The module's artifactId and the goal without its prefix. */
  private static String name(ReuseDecision one) {
    String goal = one.task().name().replaceFirst(" \\(.*", "");
    return one.task().moduleShortName() + ":" + goal.substring(goal.lastIndexOf(':') + 1);
  }
}
