package dev.deploypipeline.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tasks and milestones with the edges between them, free of cycles. Immutable and safe to share
 * between threads.
 *
 * <p>Every query with a key that is not in the graph throws {@link IllegalArgumentException}.
 */
public final class TaskGraph<K> {
  private final List<Node<K>> nodes;
  private final Map<K, Integer> numbers;
  private final Wiring wiring;
  private final int[] order;
  private final long[] priorities;

  private TaskGraph(List<Node<K>> nodes, Map<K, Integer> numbers, Wiring wiring) {
    this.nodes = nodes;
    this.numbers = numbers;
    this.wiring = wiring;
    this.order = wiring.order();
    if (order.length < nodes.size()) {
      throw cycleFound();
    }
    this.priorities =
        wiring.longestPaths(
            order, nodes.stream().mapToLong(node -> Nanos.of(node.cost())).toArray());
  }

  /** A builder of a graph that is empty so far. */
  public static <K> Builder<K> builder() {
    return new Builder<>();
  }

  /** All keys, in the order in which their nodes were added. */
  public Set<K> keys() {
    Set<K> keys = new LinkedHashSet<>();
    nodes.forEach(node -> keys.add(node.key()));
    return Collections.unmodifiableSet(keys);
  }

  /** How many nodes there are, milestones included. */
  public int size() {
    return nodes.size();
  }

  /** Whether the graph has a node with this key. */
  public boolean contains(K key) {
    return numbers.containsKey(key);
  }

  /** The node with this key. */
  public Node<K> node(K key) {
    return nodes.get(number(key));
  }

  /** The keys that {@code key} waits for directly. */
  public Set<K> predecessors(K key) {
    return keys(wiring.before(number(key)));
  }

  /** The keys that wait for {@code key} directly. */
  public Set<K> successors(K key) {
    return keys(wiring.after(number(key)));
  }

  /** The edge from {@code before} to {@code after}, if there is one. */
  public Optional<EdgeKind> edge(K before, K after) {
    Links links = wiring.after(number(before));
    int position = links.find(number(after));
    return position < 0 ? Optional.empty() : Optional.of(kind(links.required(position)));
  }

  /**
   * The cost of the longest way from this node to the end of the graph, its own cost included.
   * Among ready tasks the one with the largest value starts first.
   */
  public Duration priority(K key) {
    return Duration.ofNanos(priorities[number(key)]);
  }

  /**
   * This graph and the extension as a new graph; this one stays as it is.
   *
   * @throws IllegalArgumentException when a key is there twice or an edge names a node that neither
   *     has
   * @throws CycleException when an edge closes a cycle
   */
  public TaskGraph<K> with(GraphExtension<K> extension) {
    List<Node<K>> allNodes = new ArrayList<>(nodes);
    Map<K, Integer> allNumbers = new HashMap<>(numbers);
    for (Node<K> node : extension.nodes()) {
      if (allNumbers.putIfAbsent(node.key(), allNodes.size()) != null) {
        throw new IllegalArgumentException(
            "The graph has two nodes with the key '"
                + node.key()
                + "'. Perhaps you should add it only once.");
      }
      allNodes.add(node);
    }
    Wiring.Draft draft = wiring.grownTo(allNodes.size());
    for (Edge<K> edge : extension.edges()) {
      draft.add(
          end(allNumbers, edge, edge.before()),
          end(allNumbers, edge, edge.after()),
          required(edge));
    }
    return new TaskGraph<>(allNodes, allNumbers, draft.finish());
  }

  @Override
  public String toString() {
    return "TaskGraph" + nodes.stream().map(Node::key).toList();
  }

  /** The node's number: its place in the order of insertion. */
  int number(K key) {
    Integer number = numbers.get(Objects.requireNonNull(key, "key"));
    if (number == null) {
      throw new IllegalArgumentException(
          "The graph has no node '" + key + "'. Perhaps you should add it before asking for it.");
    }
    return number;
  }

  Node<K> nodeAt(int number) {
    return nodes.get(number);
  }

  long priorityAt(int number) {
    return priorities[number];
  }

  Wiring wiring() {
    return wiring;
  }

  /** All numbers, predecessors first; not to be changed. */
  int[] order() {
    return order;
  }

  private static <K> int end(Map<K, Integer> numbers, Edge<K> edge, K key) {
    Integer number = numbers.get(key);
    if (number == null) {
      throw new IllegalArgumentException(
          "The edge '"
              + edge.before()
              + "' -> '"
              + edge.after()
              + "' names '"
              + key
              + "', which is not in the graph. Perhaps you should add that node first.");
    }
    return number;
  }

  private static boolean required(Edge<?> edge) {
    return edge.kind() == EdgeKind.REQUIRES;
  }

  private static EdgeKind kind(boolean required) {
    return required ? EdgeKind.REQUIRES : EdgeKind.ORDERS;
  }

  private Set<K> keys(Links links) {
    Set<K> keys = new LinkedHashSet<>();
    for (int i = 0; i < links.count(); i++) {
      keys.add(nodes.get(links.node(i)).key());
    }
    return Collections.unmodifiableSet(keys);
  }

  private CycleException cycleFound() {
    List<K> cycle = new ArrayList<>();
    for (int number : wiring.cycle(order)) {
      cycle.add(nodes.get(number).key());
    }
    cycle.add(cycle.get(0));
    return new CycleException(cycle);
  }

  /** Collects nodes and edges, in any order. Not for use by several threads. */
  public static final class Builder<K> {
    private final List<Node<K>> nodes = new ArrayList<>();
    private final List<Edge<K>> edges = new ArrayList<>();

    private Builder() {}

    /** Adds a node; its place among the others decides ties of priority. */
    public Builder<K> node(Node<K> node) {
      nodes.add(Objects.requireNonNull(node, "node"));
      return this;
    }

    /** Adds an edge; both nodes may still be added later. */
    public Builder<K> edge(K before, K after, EdgeKind kind) {
      edges.add(new Edge<>(before, after, kind));
      return this;
    }

    /**
     * The graph.
     *
     * @throws IllegalArgumentException when a key was added twice or an edge names a node that was
     *     not added
     * @throws CycleException when the edges form a cycle
     */
    public TaskGraph<K> build() {
      return new TaskGraph<K>(List.of(), Map.of(), Wiring.EMPTY)
          .with(new GraphExtension<>(nodes, edges));
    }
  }
}
