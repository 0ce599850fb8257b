package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.lint.LintReader;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Collects and tells what the compiler and the checks of a run find, and fails modules for it where
 * that is wanted. Does nothing in a run that does not validate.
 */
final class LintCollector {

  /** A module has findings that are no failure of any task, and that are not wanted. */
  static final class Unwanted extends Exception {
    private static final long serialVersionUID = 1L;

    Unwanted(String message) {
      super(message);
    }
  }

  private final Reactor reactor;
  private final RunSettings settings;
  private final RunEvents events;
  private final InstantSource clock;
  private final Map<TaskId, LintReader> readers = new ConcurrentHashMap<>();
  private final Map<TaskId, List<LintFinding>> found = new ConcurrentHashMap<>();
  private final Set<TaskId> compiledNothing = ConcurrentHashMap.newKeySet();
  private final Map<TaskId, String> unread = new ConcurrentHashMap<>();

  LintCollector(Reactor reactor, RunSettings settings, RunEvents events, InstantSource clock) {
    this.reactor = reactor;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
  }

  /** A task is about to run. Never fails it: who cannot read what it finds says so at the end. */
  void begins(Placement placement) {
    if (!settings.errand().lints()) {
      return;
    }
    try {
      readers.put(placement.id(), new LintReader(reactor.linted(placement)));
    } catch (RuntimeException e) {
      unread.putIfAbsent(placement.id(), e.toString());
    }
  }

  /** A running task printed a line. */
  void line(TaskId id, String line) {
    LintReader reader = readers.get(id);
    if (reader == null) {
      return;
    }
    try {
      reader.line(line);
    } catch (RuntimeException e) {
      unread.putIfAbsent(id, e.toString());
    }
  }

  /**
   * A task that was run has ended. What breaks here does not become the task's failure.
   *
   * @param failure what it failed with; empty if it succeeded
   */
  void ended(TaskId id, Optional<Throwable> failure) {
    LintReader reader = readers.remove(id);
    if (reader == null) {
      return;
    }
    try {
      tell(id, reader, failure);
    } catch (RuntimeException e) {
      unread.putIfAbsent(id, e.toString());
    }
  }

  private void tell(TaskId id, LintReader reader, Optional<Throwable> failure) {
    // A task that is stopped has found nothing by that.
    boolean stopped =
        Thread.currentThread().isInterrupted()
            || failure.filter(InterruptedException.class::isInstance).isPresent();
    List<LintFinding> findings =
        reader.findings(failure.filter(cause -> !stopped).map(LintCollector::said));
    if (!findings.isEmpty()) {
      found.put(id, findings);
      events.emit(new RunEvent.LintFound(clock.instant(), id, findings));
    }
    if (reader.compiledNothing()) {
      compiledNothing.add(id);
    }
  }

  /** What the check itself said: the build tool puts the task's name before it. */
  private static String said(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    boolean repeats =
        cause != null && cause.getMessage() != null && message.contains(cause.getMessage());
    return repeats ? cause.getMessage() : message;
  }

  /** Why the module is no success, though all of its tasks succeeded; empty if it is one. */
  Optional<Throwable> objection(String module) {
    if (!settings.failOnWarning()) {
      return Optional.empty();
    }
    List<LintFinding> unwanted =
        new TreeMap<>(found)
            .entrySet().stream()
                .filter(entry -> entry.getKey().module().equals(module))
                .map(Map.Entry::getValue)
                .flatMap(Collection::stream)
                .filter(finding -> finding.severity() != LintFinding.Severity.INFO)
                .toList();
    if (unwanted.isEmpty()) {
      return Optional.empty();
    }
    LintFinding first = unwanted.get(0);
    return Optional.of(
        new Unwanted(
            module
                + " has "
                + unwanted.size()
                + (unwanted.size() == 1 ? " warning" : " warnings")
                + ", and failOnWarning is set. The first is in "
                + first.file()
                + ":"
                + first.line()
                + ": "
                + first.message()
                + ". Perhaps you should mend it, or leave -Ddeploy-pipeline.failOnWarning away."));
  }

  /** What a person should know; asked once, when all tasks have ended. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (!unread.isEmpty()) {
      findings.add(
          new Finding(
              Finding.Severity.WARNING,
              "What these found is not known, or not all of it, since it could not be read; whether"
                  + " they failed is: "
                  + new TreeMap<>(unread)
                      .entrySet().stream()
                          .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                          .collect(Collectors.joining(", "))
                  + ". Perhaps you should read their output, above all with failOnWarning."));
    }
    if (settings.failOnWarning() && !compiledNothing.isEmpty()) {
      findings.add(
          new Finding(
              Finding.Severity.WARNING,
              "The warnings of the compiler are not known where nothing was to be compiled: "
                  + compiledNothing.stream()
                      .sorted()
                      .map(TaskId::toString)
                      .collect(Collectors.joining(", "))
                  + ". Perhaps you should run mvn clean deploy-pipeline:validate."));
    }
    return List.copyOf(findings);
  }
}
