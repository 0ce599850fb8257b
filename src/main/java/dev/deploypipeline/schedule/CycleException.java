package dev.deploypipeline.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** The edges of a graph form a cycle, so that no order of its tasks exists. */
public final class CycleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<?> cycle;

  CycleException(List<?> cycle) {
    super(
        "The tasks wait for each other: "
            + cycle.stream().map(String::valueOf).collect(Collectors.joining(" -> "))
            + ". Perhaps you should remove one of these edges.");
    this.cycle = List.copyOf(cycle);
  }

  /**
   * The keys along the cycle; the first one is repeated at the end. Empty after deserialization.
   */
  public List<?> cycle() {
    return cycle == null ? List.of() : cycle;
  }
}
