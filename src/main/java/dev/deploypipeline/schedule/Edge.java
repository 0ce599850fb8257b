package dev.deploypipeline.schedule;

import java.util.Objects;

/**
 * "{@code before} ends before {@code after} starts".
 *
 * @param before the predecessor's key, never null
 * @param after the successor's key, never null and another one than {@code before}
 * @param kind what the successor asks of the predecessor, never null
 */
public record Edge<K>(K before, K after, EdgeKind kind) {
  /** Throws {@link IllegalArgumentException} when both ends are the same node. */
  public Edge {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(kind, "kind");
    if (before.equals(after)) {
      throw new IllegalArgumentException(
          "The edge from '" + before + "' leads to itself. Perhaps you should leave it out.");
    }
  }

  /** An edge of kind {@link EdgeKind#REQUIRES}. */
  public static <K> Edge<K> requires(K before, K after) {
    return new Edge<>(before, after, EdgeKind.REQUIRES);
  }

  /** An edge of kind {@link EdgeKind#ORDERS}. */
  public static <K> Edge<K> orders(K before, K after) {
    return new Edge<>(before, after, EdgeKind.ORDERS);
  }
}
