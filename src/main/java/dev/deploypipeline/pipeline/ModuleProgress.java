package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.RunResult.Failure;
import dev.deploypipeline.pipeline.RunResult.ModuleResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Follows the modules of a run and decides how each one ended. Guarded by its own lock. */
final class ModuleProgress {

  private record Interval(Instant start, Instant end) {}

  private static final class State {
    private boolean planned;
    private int open;
    private boolean incomplete;
    private final TreeMap<Integer, Failure> failures = new TreeMap<>();
    private final List<Interval> intervals = new ArrayList<>();
  }

  private final Map<String, Module> modules = new LinkedHashMap<>();
  private final Map<String, State> states = new HashMap<>();
  private final FailureMode failureMode;

  /**
   * @param modules in reactor order
   * @param failureMode which modules Maven would not have built after a failure
   */
  ModuleProgress(List<Module> modules, FailureMode failureMode) {
    this.failureMode = failureMode;
    for (Module module : modules) {
      this.modules.put(module.id(), module);
      states.put(module.id(), new State());
    }
  }

  synchronized void planned(String module, int tasks) {
    State state = states.get(module);
    state.planned = true;
    state.open = tasks;
  }

  /** Notes that a module failed in another way than by one of its tasks. */
  synchronized void failed(String module, Throwable cause) {
    states.get(module).failures.put(-1, new Failure(Optional.empty(), cause));
  }

  /** Notes that a module's turn did not come. */
  synchronized void notReached(String module) {
    states.get(module).incomplete = true;
  }

  synchronized void ran(String module, Instant start, Instant end) {
    states.get(module).intervals.add(new Interval(start, end));
  }

  /** Notes the end of a task; true when it was the module's last one. */
  synchronized boolean ended(Placement placement, Outcome outcome, Optional<Throwable> failure) {
    TaskId id = placement.id();
    State state = states.get(id.module());
    state.open--;
    if (outcome == Outcome.FAILED) {
      Throwable cause = failure.orElseGet(() -> new IllegalStateException(id + " failed"));
      state.failures.put(placement.index(), new Failure(Optional.of(id), cause));
    } else if (outcome != Outcome.SUCCEEDED) {
      state.incomplete = true;
    }
    return state.open == 0;
  }

  /** How a module stands, seen for itself. */
  synchronized ModuleResult result(String module) {
    State state = states.get(module);
    Optional<Failure> failure =
        state.failures.isEmpty()
            ? Optional.empty()
            : Optional.of(state.failures.firstEntry().getValue());
    Outcome outcome;
    if (failure.isPresent()) {
      outcome = Outcome.FAILED;
    } else {
      boolean complete = state.planned && state.open == 0 && !state.incomplete;
      outcome = complete ? Outcome.SUCCEEDED : Outcome.SKIPPED;
    }
    return new ModuleResult(module, outcome, union(state.intervals), failure);
  }

  /** Whether any module failed. */
  synchronized boolean anyFailed() {
    return states.values().stream().anyMatch(state -> !state.failures.isEmpty());
  }

  /** How all modules ended, in reactor order, as Maven would have told it. */
  synchronized List<ModuleResult> results() {
    List<ModuleResult> all = new ArrayList<>();
    Set<String> notReached = new HashSet<>();
    Set<String> failed = new HashSet<>();
    for (Module module : modules.values()) {
      ModuleResult own = result(module.id());
      boolean behindFailure =
          switch (failureMode) {
            case FAIL_FAST -> !failed.isEmpty();
            case FAIL_AT_END ->
                module.upstream().stream()
                    .anyMatch(up -> failed.contains(up) || notReached.contains(up));
            case FAIL_NEVER -> false;
          };
      if (behindFailure) {
        notReached.add(module.id());
        own = new ModuleResult(module.id(), Outcome.SKIPPED, own.busy(), Optional.empty());
      } else if (own.outcome() == Outcome.FAILED) {
        failed.add(module.id());
      }
      all.add(own);
    }
    return List.copyOf(all);
  }

  private static Duration union(List<Interval> intervals) {
    List<Interval> sorted = new ArrayList<>(intervals);
    sorted.sort(Comparator.comparing(Interval::start));
    Duration total = Duration.ZERO;
    Instant reached = Instant.MIN;
    for (Interval interval : sorted) {
      Instant from = interval.start().isAfter(reached) ? interval.start() : reached;
      if (interval.end().isAfter(from)) {
        total = total.plus(Duration.between(from, interval.end()));
        reached = interval.end();
      }
    }
    return total;
  }
}
