package dev.deploypipeline.reactor;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.selection.Narrowing;
import dev.deploypipeline.selection.TestCandidates;
import dev.deploypipeline.selection.TestSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a run leave out the tests that its selection leaves out. */
public final class SelectedTests {

  private static final Logger LOG = LoggerFactory.getLogger(SelectedTests.class);

  private final MavenReactor reactor;
  private final TestSelection selection;
  private final Consumer<RunEvent> events;

  private SelectedTests(MavenReactor reactor, TestSelection selection, Consumer<RunEvent> events) {
    this.reactor = reactor;
    this.selection = selection;
    this.events = events;
  }

  /**
   * Begins to decide of the session's test mojos.
   *
   * @param reactor knows their tasks
   * @param events hears what is left out
   */
  public static void begin(
      MavenSession session,
      MavenReactor reactor,
      TestSelection selection,
      Consumer<RunEvent> events) {
    SelectionSignals.decide(session, new SelectedTests(reactor, selection, events)::decide);
  }

  private Map<String, Object> decide(MojoExecution execution, Map<String, Object> facts) {
    Optional<TaskId> task = reactor.task(execution);
    if (task.isEmpty()) {
      // It runs as it does in every build.
      if (!facts.containsKey("equal") && !facts.containsKey("verifies")) {
        reactor
            .forking(execution)
            .ifPresent(by -> selection.forked(by, ReactorPlans.label(execution)));
      }
      return Map.of();
    }
    if (facts.containsKey("verifies")) {
      return selection.verifies(task.get()) ? Map.of("needsNoTests", true) : Map.of();
    }
    Narrowing narrowing;
    try {
      narrowing = selection.narrow(task.get(), candidates(task.get(), facts));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the test classes of " + task.get() + " cannot be read: " + e.getMessage(), e);
    }
    narrowing.notice().ifPresent(notice -> LOG.info("deploy-pipeline: {}", notice));
    if (!narrowing.leavesOut()) {
      return Map.of();
    }
    events.accept(
        new RunEvent.TestsNarrowed(
            InstantSource.system().instant(),
            task.get(),
            narrowing.tag().isEmpty(),
            narrowing.slow()));
    Map<String, Object> answer = new HashMap<>();
    if (narrowing.all()) {
      answer.put("all", true);
    }
    answer.put("classes", narrowing.classes());
    narrowing.tag().ifPresent(tag -> answer.put("tag", tag));
    return answer;
  }

  private TestCandidates candidates(TaskId task, Map<String, Object> facts) {
    List<String> classes = new ArrayList<>();
    if (facts.get("classes") instanceof List<?> names) {
      names.forEach(name -> classes.add((String) name));
    }
    return new TestCandidates(
        classes,
        Optional.ofNullable((String) facts.get("whole")),
        TestReports.classes(reactor.project(task.module()), facts),
        facts.containsKey("chosen"),
        facts.containsKey("filtered"),
        facts.containsKey("tags"),
        facts.containsKey("equal"),
        facts.containsKey("silent"),
        facts.containsKey("needsTests"));
  }
}
