package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.schedule.NodeState.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How far a run has come: which nodes wait, are ready, run and have ended, and which is next. It
 * decides, it starts no thread and takes no lock: {@link Execution} guards it and carries out what
 * it says.
 *
 * <p>A node that is to be skipped ends only when all its predecessors have ended. Otherwise a
 * successor that only orders itself behind it could start before tasks it comes after through the
 * skipped one.
 */
final class Progress<K> {
  private enum Mode {
    NORMAL,
    STOPPING,
    CANCELLING
  }

  private final ExecutorSettings settings;
  private final InstantSource clock;
  private final Consumer<Consumer<ScheduleListener<K>>> events;
  private final List<NodeState<K>> states = new ArrayList<>();
  private final Map<K, NodeResult> results = new LinkedHashMap<>();
  private final Deque<NodeState<K>> justEnded = new ArrayDeque<>();
  private final ReadyQueue ready;
  private TaskGraph<K> graph;
  private Mode mode = Mode.NORMAL;
  private int running;

  /** {@code events} receives what the listener is to be told, in order. */
  Progress(
      TaskGraph<K> graph,
      ExecutorSettings settings,
      InstantSource clock,
      Consumer<Consumer<ScheduleListener<K>>> events) {
    this.graph = graph;
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.ready = new ReadyQueue(settings.capacities());
    addStates();
  }

  /** Lets the nodes without predecessors go ahead; to be followed by {@link #settle}. */
  void begin() {
    recount();
  }

  TaskGraph<K> graph() {
    return graph;
  }

  Map<K, NodeResult> results() {
    return results;
  }

  boolean cancelling() {
    return mode == Mode.CANCELLING;
  }

  boolean over() {
    return results.size() == graph.size();
  }

  /** True when nothing runs and yet nodes are left: never, unless this class is wrong. */
  boolean stuck() {
    return running == 0 && !over();
  }

  /** From now on nothing starts, and what has not started ends cancelled. */
  void cancel() {
    mode = Mode.CANCELLING;
  }

  /**
   * Ends what can end without a worker, so that afterwards {@link #startNext} or {@link #over}
   * tells how to go on.
   */
  void settle() {
    while (!justEnded.isEmpty()) {
      NodeState<K> ended = justEnded.remove();
      Links after = graph.wiring().after(ended.number);
      for (int i = 0; i < after.count(); i++) {
        NodeState<K> successor = states.get(after.node(i));
        successor.doomed |= after.required(i) && ended.outcome != Outcome.SUCCEEDED;
        if (--successor.pending == 0) {
          arrive(successor);
        }
      }
    }
    if (mode != Mode.NORMAL && running == 0) {
      endTheRest(mode == Mode.STOPPING ? Outcome.SKIPPED : Outcome.CANCELLED);
    }
  }

  /** The task to run next on {@code worker}, marked as running; empty when none can start now. */
  Optional<NodeState<K>> startNext(int worker) {
    OptionalInt next = mode == Mode.NORMAL ? ready.poll() : OptionalInt.empty();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    NodeState<K> state = states.get(next.getAsInt());
    Instant now = clock.instant();
    K key = state.node.key();
    state.stage = Stage.RUNNING;
    state.start = now;
    state.worker = worker;
    running++;
    events.accept(listener -> listener.started(key, worker, now));
    return Optional.of(state);
  }

  /** A task returned or threw; to be followed by {@link #settle}. */
  void ended(NodeState<K> task, Outcome outcome, Optional<Throwable> failure) {
    running--;
    ready.release(task.node.needs());
    if (outcome == Outcome.FAILED
        && settings.policy() == FailurePolicy.FAIL_FAST
        && mode == Mode.NORMAL) {
      mode = Mode.STOPPING;
    }
    end(task, outcome, failure);
  }

  /** The extended graph; throws when the extension cannot be made now. Changes nothing. */
  TaskGraph<K> extended(GraphExtension<K> extension) {
    TaskGraph<K> extended = graph.with(extension);
    extension.nodes().forEach(settings::check);
    extension.edges().forEach(edge -> checkSuccessor(edge, extended));
    return extended;
  }

  /** Goes on with what {@link #extended} returned; to be followed by {@link #settle}. */
  void adopt(TaskGraph<K> extended) {
    graph = extended;
    addStates();
    recount();
  }

  private void checkSuccessor(Edge<K> edge, TaskGraph<K> extended) {
    int number = extended.number(edge.after());
    if (number >= states.size() || !states.get(number).startedOrEnded()) {
      return;
    }
    boolean known =
        graph.contains(edge.before())
            && graph
                .edge(edge.before(), edge.after())
                .equals(extended.edge(edge.before(), edge.after()));
    if (!known) {
      String stage = states.get(number).stage == Stage.RUNNING ? "has started" : "has ended";
      throw new IllegalStateException(
          "'"
              + edge.after()
              + "' "
              + stage
              + " and cannot wait for '"
              + edge.before()
              + "' any more. Perhaps you should let it wait for the task that adds the edge.");
    }
  }

  private void addStates() {
    for (int number = states.size(); number < graph.size(); number++) {
      states.add(new NodeState<>(number, graph.nodeAt(number)));
    }
  }

  /**
   * Takes up the edges of a new graph. All counts are made anew instead of adjusted: an edge may
   * reach ready nodes, which must then wait again, and every priority may have changed.
   */
  private void recount() {
    ready.clear();
    List<NodeState<K>> arrived = new ArrayList<>();
    for (NodeState<K> state : states) {
      if (!state.startedOrEnded()) {
        count(state);
        if (state.pending == 0) {
          arrived.add(state);
        }
      }
    }
    arrived.forEach(this::arrive);
  }

  private void count(NodeState<K> state) {
    Links before = graph.wiring().before(state.number);
    state.stage = Stage.WAITING;
    state.pending = 0;
    state.doomed = false;
    for (int i = 0; i < before.count(); i++) {
      NodeState<K> predecessor = states.get(before.node(i));
      if (predecessor.stage != Stage.ENDED) {
        state.pending++;
      } else if (before.required(i) && predecessor.outcome != Outcome.SUCCEEDED) {
        state.doomed = true;
      }
    }
  }

  /**
   * All predecessors have ended. Once the run is stopping nothing moves any more but to its end
   * with the rest.
   */
  private void arrive(NodeState<K> state) {
    if (mode != Mode.NORMAL) {
      return;
    }
    if (state.doomed) {
      end(state, Outcome.SKIPPED, Optional.empty());
    } else if (state.node.milestone()) {
      end(state, Outcome.SUCCEEDED, Optional.empty());
    } else {
      state.stage = Stage.READY;
      ready.add(state.number, graph.priorityAt(state.number), state.node.needs());
    }
  }

  private void endTheRest(Outcome outcome) {
    ready.clear();
    for (int number : graph.order()) {
      if (states.get(number).stage != Stage.ENDED) {
        end(states.get(number), outcome, Optional.empty());
      }
    }
    justEnded.clear();
  }

  private void end(NodeState<K> state, Outcome outcome, Optional<Throwable> failure) {
    Instant now = clock.instant();
    K key = state.node.key();
    state.stage = Stage.ENDED;
    state.outcome = outcome;
    Instant start = state.start == null ? now : state.start;
    results.put(key, new NodeResult(outcome, start, now, state.worker, failure));
    justEnded.add(state);
    if (!state.node.milestone()) {
      events.accept(listener -> listener.ended(key, outcome, failure, now));
    }
  }
}
