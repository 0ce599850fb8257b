package dev.deploypipeline.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A random graph, made from a seed, and the work on it. Some tasks fail, some add tasks while they
 * run, and all write down when they began and ended and whether a resource was ever taken beyond
 * its capacity.
 */
final class RandomRun implements Work<Integer> {
  private static final int NODES = 150;

  final Map<String, Integer> capacities;
  final TaskGraph<Integer> graph;
  final int threads;
  final Map<Integer, Integer> begun = new ConcurrentHashMap<>();
  final Map<Integer, Integer> ended = new ConcurrentHashMap<>();
  final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final Map<Integer, GraphExtension<Integer>> extensions = new ConcurrentHashMap<>();
  private final Map<Integer, Map<String, Integer>> needs = new ConcurrentHashMap<>();
  private final Queue<GraphExtension<Integer>> made = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
  private final Map<Integer, Boolean> busy = new ConcurrentHashMap<>();
  private final AtomicInteger ticks = new AtomicInteger();
  private final Random random;
  private final int cancelAfter;

  /** What happens when the run has come to {@code cancelAfter} tasks. */
  private final Runnable cancel;

  RandomRun(long seed, int cancelAfter, Runnable cancel) {
    this.random = new Random(seed);
    this.cancelAfter = cancelAfter;
    this.cancel = cancel;
    this.threads = 2 + random.nextInt(7);
    this.capacities = Map.of("db", 1 + random.nextInt(3), "disk", 4);
    TaskGraph.Builder<Integer> builder = TaskGraph.builder();
    for (int key = 0; key < NODES; key++) {
      builder.node(node(key, random.nextInt(5) == 0));
      for (int edges = key == 0 ? 0 : random.nextInt(4); edges > 0; edges--) {
        builder.edge(random.nextInt(key), key, kind());
      }
    }
    for (int key = 0; key < NODES - 1; key += 1 + random.nextInt(20)) {
      int gate = key + 1 + random.nextInt(NODES - key - 1);
      builder.edge(key, gate, kind());
      extensions.put(key, extension(key, gate));
    }
    this.graph = builder.build();
  }

  /** The graph as it was in the end. */
  TaskGraph<Integer> finalGraph() {
    TaskGraph<Integer> whole = graph;
    for (GraphExtension<Integer> extension : made) {
      whole = whole.with(extension);
    }
    return whole;
  }

  static boolean fails(int key) {
    return key % 23 == 7;
  }

  @Override
  public void run(Integer key, TaskContext<Integer> context) {
    if (begun.put(key, ticks.incrementAndGet()) != null) {
      complaints.add(key + " ran twice");
    }
    if (begun.size() == cancelAfter) {
      cancel.run();
    }
    if (busy.put(context.worker(), true) != null || context.worker() >= threads) {
      complaints.add(key + " shares worker " + context.worker());
    }
    needs.get(key).forEach((resource, units) -> take(key, resource, units));
    if (extensions.containsKey(key)) {
      context.extend(extensions.get(key));
      made.add(extensions.get(key));
    }
    for (int i = 0; i < 20 * (key % 50); i++) { // Tasks of unequal length, so that they overlap.
      Thread.onSpinWait();
    }
    needs.get(key).forEach((resource, units) -> taken(resource).addAndGet(-units));
    busy.remove(context.worker());
    ended.put(key, ticks.incrementAndGet());
    if (fails(key)) {
      throw new IllegalStateException("planned failure of " + key);
    }
  }

  private void take(int key, String resource, int units) {
    if (taken(resource).addAndGet(units) > capacities.get(resource)) {
      complaints.add(key + " takes more of " + resource + " than there is");
    }
  }

  private AtomicInteger taken(String resource) {
    return taken.computeIfAbsent(resource, unused -> new AtomicInteger());
  }

  /** Up to three tasks between {@code by} and {@code gate}, some with predecessors elsewhere. */
  private GraphExtension<Integer> extension(int by, int gate) {
    List<Node<Integer>> nodes = new ArrayList<>();
    List<Edge<Integer>> edges = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int key = 1000 + 10 * by + i;
      nodes.add(node(key, false));
      edges.add(new Edge<>(random.nextInt(by + 1), key, kind()));
      edges.add(new Edge<>(key, gate, kind()));
    }
    return new GraphExtension<>(nodes, edges);
  }

  private Node<Integer> node(int key, boolean milestone) {
    if (milestone) {
      return Node.milestone(key);
    }
    Map<String, Integer> some =
        switch (random.nextInt(6)) {
          case 0 -> Map.of("db", 1);
          case 1 -> Map.of("disk", 1 + random.nextInt(4));
          case 2 -> Map.of("db", capacities.get("db"), "disk", 1);
          default -> Map.of();
        };
    needs.put(key, some);
    return Node.task(key, Duration.ofMillis(random.nextInt(1000)), some);
  }

  private EdgeKind kind() {
    return random.nextBoolean() ? EdgeKind.REQUIRES : EdgeKind.ORDERS;
  }
}
