package dev.deploypipeline.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What planning and scheduling cost for a reactor of modules with ten nodes each: a spine of eight
 * tasks and two milestones, and edges to up to five upstream modules. Goal: 10,000 nodes planned in
 * less than a second.
 *
 * <p>{@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt},
 * then {@code java -cp target/test-classes:target/classes:$(cat target/classpath.txt)
 * dev.deploypipeline.schedule.PlanningBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PlanningBenchmark {
  private static final int PER_MODULE = 10;
  private static final ExecutorSettings SETTINGS =
      new ExecutorSettings(2, Map.of(), FailurePolicy.FAIL_AT_END);

  /** How many nodes the graph has. */
  @Param({"1000", "10000"})
  public int nodes;

  private List<Node<String>> nodeList;
  private List<Edge<String>> edges;
  private TaskGraph<String> graph;
  private GraphExtension<String> oneModule;

  /** Runs this benchmark alone. */
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(PlanningBenchmark.class.getName()).build()).run();
  }

  /** Makes the parts outside of the measured time. */
  @Setup
  public void makeParts() {
    nodeList = new ArrayList<>();
    edges = new ArrayList<>();
    for (int module = 0; module < nodes / PER_MODULE; module++) {
      addModule(module, nodeList, edges);
    }
    graph = build();
    List<Node<String>> newNodes = new ArrayList<>();
    List<Edge<String>> newEdges = new ArrayList<>();
    addModule(nodes / PER_MODULE, newNodes, newEdges);
    oneModule = new GraphExtension<>(newNodes, newEdges);
  }

  /** Building, checking for cycles, priorities. */
  @Benchmark
  public TaskGraph<String> build() {
    TaskGraph.Builder<String> builder = TaskGraph.builder();
    nodeList.forEach(builder::node);
    edges.forEach(edge -> builder.edge(edge.before(), edge.after(), edge.kind()));
    return builder.build();
  }

  /** What one running task pays to add a module. */
  @Benchmark
  public TaskGraph<String> extend() {
    return graph.with(oneModule);
  }

  /** A whole run of tasks that do nothing: the scheduler's own cost, thread switches included. */
  @Benchmark
  public ExecutionResult<String> execute() {
    return new GraphExecutor<String>(SETTINGS)
        .execute(graph, (key, context) -> {}, new ScheduleListener<>() {});
  }

  private static void addModule(int module, List<Node<String>> nodes, List<Edge<String>> edges) {
    for (int step = 0; step < PER_MODULE; step++) {
      String key = key(module, step);
      boolean milestone = step == 3 || step == PER_MODULE - 1;
      nodes.add(milestone ? Node.milestone(key) : Node.task(key, Duration.ofMillis(100L + step)));
      if (step > 0) {
        edges.add(Edge.requires(key(module, step - 1), key));
      }
    }
    for (int upstream = 1; upstream <= Math.min(5, module); upstream++) {
      int other = module - upstream * upstream;
      if (other >= 0) {
        edges.add(Edge.requires(key(other, 3), key(module, 1)));
        edges.add(Edge.requires(key(other, 3), key(module, 2)));
        edges.add(Edge.requires(key(other, 7), key(module, 6)));
        edges.add(Edge.orders(key(other, PER_MODULE - 1), key(module, 8)));
      }
    }
  }

  private static String key(int module, int step) {
    return "module-" + module + ":" + step;
  }
}
