package dev.deploypipeline.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Tasks whose predecessors have ended, and the units of the resources. Hands out the task of
 * highest priority (ties: the lowest number) that can have all its units at once, and keeps units
 * for those that cannot yet.
 *
 * <p>Tasks take all their units or none, so they cannot block each other. A task that waits does
 * not starve: the first waiting one keeps everything it needs, as far as it is free, from all that
 * come after it, and the further waiting ones keep what they are short of. (Were only the missing
 * resource kept, a task in need of two could wait in turn for one and the other for ever; were
 * everything kept for all, resources would lie idle.)
 *
 * <p>Tasks of equal needs share a line, because none of them can overtake the first: a choice costs
 * as much as there are different needs, not as many as there are tasks. Not thread-safe.
 */
final class ReadyQueue {
  private static final Comparator<Entry> FIRST =
      Comparator.comparingLong(Entry::priority).reversed().thenComparingInt(Entry::task);

  private final Map<Map<String, Integer>, PriorityQueue<Entry>> lines = new HashMap<>();
  private final Map<String, Integer> free;

  ReadyQueue(Map<String, Integer> capacities) {
    this.free = new HashMap<>(capacities);
  }

  /** Adds a task; {@code needs} must lie within the capacities. */
  void add(int task, long priority, Map<String, Integer> needs) {
    lines
        .computeIfAbsent(needs, key -> new PriorityQueue<>(FIRST))
        .add(new Entry(task, priority, needs));
  }

  /** Removes the task to start next and takes its units; empty when none can start now. */
  OptionalInt poll() {
    Map<String, Integer> usable = new HashMap<>(free);
    boolean firstWaiting = true;
    for (Entry head : heads()) {
      if (fits(head.needs(), usable)) {
        remove(head);
        head.needs().forEach((resource, units) -> free.merge(resource, -units, Integer::sum));
        return OptionalInt.of(head.task());
      }
      keepFor(head.needs(), usable, firstWaiting);
      firstWaiting = false;
    }
    return OptionalInt.empty();
  }

  /** Gives back the units of a task that has ended. */
  void release(Map<String, Integer> needs) {
    needs.forEach((resource, units) -> free.merge(resource, units, Integer::sum));
  }

  /** Forgets all waiting tasks; units stay taken. */
  void clear() {
    lines.clear();
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  private List<Entry> heads() {
    return lines.values().stream().map(PriorityQueue::element).sorted(FIRST).toList();
  }

  private void remove(Entry head) {
    PriorityQueue<Entry> line = lines.get(head.needs());
    line.remove();
    if (line.isEmpty()) {
      lines.remove(head.needs());
    }
  }

  private static boolean fits(Map<String, Integer> needs, Map<String, Integer> usable) {
    return needs.entrySet().stream().allMatch(need -> need.getValue() <= usable.get(need.getKey()));
  }

  private static void keepFor(
      Map<String, Integer> needs, Map<String, Integer> usable, boolean everything) {
    needs.forEach(
        (resource, units) -> {
          if (units > usable.get(resource)) {
            usable.put(resource, 0);
          } else if (everything) {
            usable.merge(resource, -units, Integer::sum);
          }
        });
  }

  private record Entry(int task, long priority, Map<String, Integer> needs) {}
}
