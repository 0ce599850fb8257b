package dev.deploypipeline.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The failure that stops a fail-fast build: the first one in Maven's own order, whatever came first
 * in time. What stands before it in that order still runs, so that the verdict is Maven's; what
 * stands behind it is not started any more.
 */
final class FirstFailure {

  /** A task's place in Maven's order. */
  private record Place(int module, int mojo) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return module != other.module
          ? Integer.compare(module, other.module)
          : Integer.compare(mojo, other.mojo);
    }
  }

  /**
   * Stands for a task that was not started, because the build had failed before it in Maven's
   * order.
   */
  static final class NotReached extends Exception {
    private static final long serialVersionUID = 1L;

    NotReached(String task) {
      super(task + " was not started, because the build has failed before it");
    }
  }

  private final Map<String, Integer> order = new HashMap<>();
  private final AtomicReference<Place> first = new AtomicReference<>();

  FirstFailure(List<Module> modules) {
    for (int i = 0; i < modules.size(); i++) {
      order.put(modules.get(i).id(), i);
    }
  }

  void failed(Placement placement) {
    failed(new Place(order.get(placement.id().module()), placement.index()));
  }

  /** Notes that a module failed before its first task, or in another way than by one of them. */
  void moduleFailed(String module) {
    failed(new Place(order.get(module), -1));
  }

  private void failed(Place place) {
    first.accumulateAndGet(
        place, (known, other) -> known == null || other.compareTo(known) < 0 ? other : known);
  }

  /** Whether the build has failed before this module, in Maven's order. */
  boolean isBefore(String module) {
    Place failure = first.get();
    return failure != null && failure.compareTo(new Place(order.get(module), -1)) < 0;
  }

  /** Whether the build has failed before this task, in Maven's order. */
  boolean isBefore(Placement placement) {
    Place failure = first.get();
    return failure != null
        && failure.compareTo(new Place(order.get(placement.id().module()), placement.index())) < 0;
  }
}
