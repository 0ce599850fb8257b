package dev.deploypipeline.schedule;

import java.util.List;

/**
 * Nodes and edges to add to a graph. An edge may join new nodes, existing nodes, or one of each.
 *
 * @param nodes the new nodes, in the order in which ties of priority are decided
 * @param edges the new edges
 */
public record GraphExtension<K>(List<Node<K>> nodes, List<Edge<K>> edges) {
  /** Copies both lists; neither may be null or hold null. */
  public GraphExtension {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }
}
