package dev.deploypipeline.schedule;

import static dev.deploypipeline.schedule.Runs.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskGraphTest {
  @Test
  void keysComeInTheOrderOfInsertion() {
    assertThat(graph("c", "a", "(m)", "b").keys()).containsExactly("c", "a", "m", "b");
  }

  @Test
  void neighboursAreFoundInBothDirections() {
    TaskGraph<String> graph = graph("a", "b", "c", "a=>c", "b->c");
    assertThat(graph.predecessors("c")).containsExactly("a", "b");
    assertThat(graph.successors("a")).containsExactly("c");
    assertThat(graph.successors("c")).isEmpty();
    assertThat(graph.edge("a", "c")).contains(EdgeKind.REQUIRES);
    assertThat(graph.edge("b", "c")).contains(EdgeKind.ORDERS);
    assertThat(graph.edge("c", "a")).isEmpty();
  }

  @Test
  void betweenTheSameNodesRequiresWinsInWhicheverOrderTheyCome() {
    for (TaskGraph<String> graph :
        List.of(graph("a", "b", "a->b", "a=>b"), graph("a", "b", "a=>b", "a->b"))) {
      assertThat(graph.edge("a", "b")).contains(EdgeKind.REQUIRES);
      assertThat(graph.predecessors("b")).containsExactly("a");
    }
  }

  @Test
  void thePriorityIsTheCostOfTheLongestWayToTheEnd() {
    TaskGraph<String> graph =
        graph("a:1", "b:2", "c:10", "(m)", "d:4", "a=>b", "a=>c", "b=>m", "m->d", "c->d");
    assertThat(graph.priority("a")).isEqualTo(Duration.ofSeconds(15));
    assertThat(graph.priority("b")).isEqualTo(Duration.ofSeconds(6));
    assertThat(graph.priority("m")).isEqualTo(Duration.ofSeconds(4));
    assertThat(graph.priority("d")).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void enormousCostsSaturateInsteadOfOverflowing() {
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
    TaskGraph<String> graph =
        TaskGraph.<String>builder()
            .node(Node.task("a", forEver))
            .node(Node.task("b", forEver))
            .edge("a", "b", EdgeKind.ORDERS)
            .build();
    assertThat(graph.priority("a")).isEqualTo(graph.priority("b")).isPositive();
  }

  @Test
  void aCycleIsNamedInTheDirectionOfItsEdges() {
    CycleException cycle =
        catchThrowableOfType(
            CycleException.class,
            () -> graph("x", "a", "b", "c", "y", "x=>a", "a=>b", "b->c", "c=>a", "c=>y"));
    assertThat(cycle).hasMessageContaining("a -> b -> c -> a.");
    assertThat(cycle.cycle()).isEqualTo(List.of("a", "b", "c", "a"));
  }

  @Test
  void whatOnlyLiesBehindACycleIsNotNamed() {
    CycleException cycle =
        catchThrowableOfType(
            CycleException.class, () -> graph("behind", "a", "b", "a=>b", "b=>a", "b=>behind"));
    assertThat(cycle.cycle()).isEqualTo(List.of("a", "b", "a"));
  }

  @Test
  void aDuplicateKeyIsRefused() {
    assertThatThrownBy(() -> graph("a", "b", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two nodes with the key 'a'");
  }

  @Test
  void anEdgeToAnUnknownNodeIsRefused() {
    assertThatThrownBy(() -> graph("a", "a=>ghost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' -> 'ghost'")
        .hasMessageContaining("not in the graph");
  }

  @Test
  void anEdgeToItselfIsRefused() {
    assertThatThrownBy(() -> graph("a", "a->a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 'a' leads to itself");
  }

  @Test
  void aQueryForAnUnknownKeyIsRefused() {
    assertThatThrownBy(() -> graph("a").node("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no node 'b'");
  }

  @Test
  void anExtensionLeavesTheOriginalAsItWas() {
    TaskGraph<String> graph = graph("a", "b", "a->b");
    TaskGraph<String> extended =
        graph.with(
            new GraphExtension<>(
                List.of(Node.task("c", Duration.ofSeconds(9))),
                List.of(
                    Edge.requires("a", "c"), Edge.requires("c", "b"), Edge.requires("a", "b"))));
    assertThat(graph.keys()).containsExactly("a", "b");
    assertThat(graph.successors("a")).containsExactly("b");
    assertThat(graph.edge("a", "b")).contains(EdgeKind.ORDERS);
    assertThat(extended.successors("a")).containsExactly("b", "c");
    assertThat(extended.edge("a", "b")).contains(EdgeKind.REQUIRES);
    assertThat(extended.priority("a")).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void nodesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Node.task("a", Duration.ofSeconds(-1)))
        .hasMessageContaining("'a' is negative");
    assertThatThrownBy(() -> Node.task("a", Duration.ZERO, Map.of("cpu", 0)))
        .hasMessageContaining("'a' needs 0 of resource 'cpu'");
    assertThatThrownBy(() -> new Node<>("m", Duration.ZERO, Map.of("cpu", 1), true))
        .hasMessageContaining("a milestone does no work");
  }
}
