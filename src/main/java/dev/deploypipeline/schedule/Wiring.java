package dev.deploypipeline.schedule;

import java.util.Arrays;

/**
 * The edges of a graph between node numbers. Numbers instead of keys keep ten thousand nodes cheap
 * to check again each time a running task extends the graph. Immutable once {@link Draft#finish}
 * has handed it out; a draft copies only the neighbourhoods that it changes.
 */
final class Wiring {
  static final Wiring EMPTY = new Wiring(new Links[0], new Links[0]);

  private final Links[] before;
  private final Links[] after;

  private Wiring(Links[] before, Links[] after) {
    this.before = before;
    this.after = after;
  }

  int size() {
    return before.length;
  }

  Links before(int node) {
    return before[node];
  }

  Links after(int node) {
    return after[node];
  }

  Draft grownTo(int size) {
    return new Draft(size);
  }

  /**
   * The nodes, predecessors first. Nodes on or behind a cycle are left out, so the length tells if
   * there is one.
   */
  int[] order() {
    int[] pending = new int[size()];
    int[] order = new int[size()];
    int found = 0;
    for (int node = 0; node < size(); node++) {
      pending[node] = before[node].count();
      if (pending[node] == 0) {
        order[found++] = node;
      }
    }
    for (int done = 0; done < found; done++) {
      Links next = after[order[done]];
      for (int i = 0; i < next.count(); i++) {
        if (--pending[next.node(i)] == 0) {
          order[found++] = next.node(i);
        }
      }
    }
    return Arrays.copyOf(order, found);
  }

  /**
   * One cycle, in the direction of its edges and from its lowest number, given the incomplete
   * {@link #order()}.
   */
  int[] cycle(int[] incompleteOrder) {
    boolean[] ordered = new boolean[size()];
    for (int node : incompleteOrder) {
      ordered[node] = true;
    }
    int at = 0;
    while (ordered[at]) {
      at++;
    }
    // Whatever could not be ordered has a predecessor that could not either: walking back must come
    // round.
    int[] path = new int[size()];
    int[] positionOf = new int[size()];
    Arrays.fill(positionOf, -1);
    int length = 0;
    while (positionOf[at] < 0) {
      positionOf[at] = length;
      path[length++] = at;
      at = unorderedPredecessor(at, ordered);
    }
    return forwardFromLowest(Arrays.copyOfRange(path, positionOf[at], length));
  }

  /**
   * For each node the largest sum of costs on any way to the end, its own included; sums saturate.
   */
  long[] longestPaths(int[] order, long[] costs) {
    long[] longest = new long[size()];
    for (int i = order.length - 1; i >= 0; i--) {
      int node = order[i];
      long rest = 0;
      for (int j = 0; j < after[node].count(); j++) {
        rest = Math.max(rest, longest[after[node].node(j)]);
      }
      longest[node] = Nanos.sum(costs[node], rest);
    }
    return longest;
  }

  private int unorderedPredecessor(int node, boolean[] ordered) {
    int i = 0;
    while (ordered[before[node].node(i)]) {
      i++;
    }
    return before[node].node(i);
  }

  private static int[] forwardFromLowest(int[] backwards) {
    int length = backwards.length;
    int lowest = 0;
    for (int i = 1; i < length; i++) {
      if (backwards[i] < backwards[lowest]) {
        lowest = i;
      }
    }
    int[] cycle = new int[length];
    for (int i = 0; i < length; i++) {
      cycle[i] = backwards[Math.floorMod(lowest - i, length)];
    }
    return cycle;
  }

  /** A wiring in the making. */
  final class Draft {
    private final Links[] newBefore;
    private final Links[] newAfter;

    private Draft(int size) {
      newBefore = Arrays.copyOf(before, size);
      newAfter = Arrays.copyOf(after, size);
      for (int node = size(); node < size; node++) {
        newBefore[node] = new Links();
        newAfter[node] = new Links();
      }
    }

    /** Adds an edge, or strengthens the one that is there; false when nothing changed. */
    boolean add(int from, int to, boolean required) {
      // The shorter side is searched: a milestone may have thousands of predecessors.
      boolean searchAfter = newAfter[from].count() <= newBefore[to].count();
      Links searched = searchAfter ? newAfter[from] : newBefore[to];
      int position = searched.find(searchAfter ? to : from);
      if (position < 0) {
        own(newAfter, after, from).add(to, required);
        own(newBefore, before, to).add(from, required);
        return true;
      }
      if (required && !searched.required(position)) {
        own(newAfter, after, from).require(to);
        own(newBefore, before, to).require(from);
        return true;
      }
      return false;
    }

    Wiring finish() {
      return new Wiring(newBefore, newAfter);
    }

    private static Links own(Links[] mine, Links[] shared, int node) {
      if (node < shared.length && mine[node] == shared[node]) {
        mine[node] = shared[node].copy();
      }
      return mine[node];
    }
  }
}
