package dev.deploypipeline.report;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a run to a person: the output of each task in one piece when it ends, what runs meanwhile,
 * and where the time went at the end.
 */
final class ConsoleReport implements RunListener {

  private final ConsoleSettings settings;
  private final ConsoleText text;
  private final Optional<LiveBlock> live;
  private final ProgressLine progress = new ProgressLine();
  private final int charactersInMemory;
  private final Path spillDirectory;
  private final RunState run = new RunState();
  private final Map<TaskId, OutputGroup> groups = new LinkedHashMap<>();

  ConsoleReport(ConsoleSettings settings) {
    this(settings, OutputGroup.CHARACTERS_IN_MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
  }

  ConsoleReport(ConsoleSettings settings, int charactersInMemory, Path spillDirectory) {
    this.settings = settings;
    this.charactersInMemory = charactersInMemory;
    this.spillDirectory = spillDirectory;
    text = new ConsoleText(settings.colour());
    live =
        settings.live() && !settings.quiet()
            ? Optional.of(new LiveBlock(settings))
            : Optional.empty();
  }

  @Override
  public synchronized void on(RunEvent event) {
    run.on(event);
    if (event instanceof RunEvent.TaskOutput output) {
      groups
          .computeIfAbsent(output.id(), id -> new OutputGroup(charactersInMemory, spillDirectory))
          .add(output.text());
    } else if (event instanceof RunEvent.TestFailed test) {
      failingTest(test);
    } else if (event instanceof RunEvent.TaskFinished end) {
      printGroup(end.id());
    } else if (event instanceof RunEvent.TestJvmsTold jvms && !settings.quiet()) {
      print(text.info("deploy-pipeline: " + TestJvmLine.of(jvms.testJvms())));
    } else if (event instanceof RunEvent.Noticed notice && !settings.quiet()) {
      print(notice(notice.finding()));
    } else if (event instanceof RunEvent.RunFinished end) {
      finish(end);
    }
    if (run.end().isEmpty()) {
      showProgress(event instanceof RunEvent.TaskStarted);
    }
    settings.out().flush();
  }

  /** Time went by: shows it. Does nothing before the first event and after the last one. */
  synchronized void tick(Instant now) {
    if (run.info().isPresent() && run.end().isEmpty()) {
      run.passed(now);
      showProgress(false);
      settings.out().flush();
    }
  }

  private void showProgress(boolean now) {
    live.ifPresent(block -> block.refresh(run, now));
    if (live.isEmpty() && !settings.quiet()) {
      progress.next(run).ifPresent(line -> print(text.info("deploy-pipeline: " + line)));
    }
  }

  private void failingTest(RunEvent.TestFailed test) {
    int number = run.failedTests().size();
    if (number <= TestSummary.SHOWN) {
      String what = number == 1 ? "First failing test: " : "Failing test: ";
      new TestSummary(run, text).failing(what, test).forEach(this::print);
    }
  }

  private String notice(Finding finding) {
    return switch (finding.severity()) {
      case INFO -> text.info("deploy-pipeline: " + finding.message());
      case WARNING -> text.warning("deploy-pipeline: " + finding.message());
    };
  }

  private void print(String lines) {
    live.ifPresent(LiveBlock::erase);
    settings.out().append(lines);
  }

  private void printGroup(TaskId id) {
    OutputGroup group = groups.remove(id);
    if (group == null) {
      return;
    }
    live.ifPresent(LiveBlock::erase);
    group.printTo(settings.out());
    group
        .complaint(id)
        .filter(complaint -> !settings.quiet())
        .ifPresent(complaint -> print(text.warning("deploy-pipeline: " + complaint)));
  }

  private void finish(RunEvent.RunFinished end) {
    live.ifPresent(LiveBlock::erase);
    // Tasks that were cut off, and what came after a task's end.
    List.copyOf(groups.keySet()).forEach(this::printGroup);
    if (!settings.quiet()) {
      new RunTable(run, end.summary()).lines().forEach(line -> print(text.info(line)));
      new LintTable(run.lintFindings(), settings.directory())
          .lines()
          .forEach(line -> print(text.info(line)));
      new ReuseSummary(run, settings.why()).lines().forEach(line -> print(text.info(line)));
      printOutcome(end);
    }
  }

  private void printOutcome(RunEvent.RunFinished end) {
    new TestSummary(run, text).lines().forEach(this::print);
    for (TaskRun task : run.tasks()) {
      if (task.outcome().filter(Outcome.FAILED::equals).isPresent()) {
        String why =
            task.failure()
                .map(ConsoleText::firstLine)
                .filter(line -> !line.isEmpty())
                .orElse("no reason given");
        print(text.error("Failed: " + task.id() + ": " + why));
      }
    }
    long started = run.intervals().size();
    long ended = run.count(Outcome.SUCCEEDED) + run.count(Outcome.FAILED);
    String missed =
        (started - ended) + " interrupted, " + (run.tasks().size() - started) + " never started.";
    switch (end.outcome()) {
      case CANCELLED ->
          print(
              text.warning(
                  "The run was cancelled after "
                      + DurationText.exact(run.elapsed())
                      + ": "
                      + ended
                      + " of "
                      + ConsoleText.count(run.tasks().size(), "task")
                      + " done, "
                      + missed));
      case FAILED ->
          print(
              text.error(
                  "The run failed: "
                      + ended
                      + " of "
                      + ConsoleText.count(run.tasks().size(), "task")
                      + " done, "
                      + run.count(Outcome.FAILED)
                      + " of them failed, "
                      + missed));
      case SKIPPED -> print(text.info("The run was skipped."));
      case SUCCEEDED -> {} // Maven says so itself
    }
  }
}
