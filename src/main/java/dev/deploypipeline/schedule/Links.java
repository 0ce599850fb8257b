package dev.deploypipeline.schedule;

import java.util.Arrays;

/** The neighbours of one node on one side, in the order in which their edges were added. */
final class Links {
  private int[] nodes;
  private boolean[] required;
  private int count;

  Links() {
    this(new int[2], new boolean[2], 0);
  }

  private Links(int[] nodes, boolean[] required, int count) {
    this.nodes = nodes;
    this.required = required;
    this.count = count;
  }

  Links copy() {
    return new Links(nodes.clone(), required.clone(), count);
  }

  int count() {
    return count;
  }

  int node(int position) {
    return nodes[position];
  }

  boolean required(int position) {
    return required[position];
  }

  /** The position of {@code node}, or -1. */
  int find(int node) {
    for (int position = 0; position < count; position++) {
      if (nodes[position] == node) {
        return position;
      }
    }
    return -1;
  }

  /** Adds {@code node}, which must not be here yet. */
  void add(int node, boolean isRequired) {
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * count);
      required = Arrays.copyOf(required, 2 * count);
    }
    nodes[count] = node;
    required[count] = isRequired;
    count++;
  }

  /** Makes the edge to {@code node}, which must be here, one that requires success. */
  void require(int node) {
    required[find(node)] = true;
  }
}
