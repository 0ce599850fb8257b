package dev.deploypipeline.schedule;

import dev.deploypipeline.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Short ways to build tiny graphs and to run them beside the test. */
final class Runs {
  static final ScheduleListener<String> DEAF = new ScheduleListener<>() {};

  private Runs() {}

  /** Tasks "a", "b:5" (cost 5 s), milestones "(m)"; edges "a=>b" (requires), "a->b" (orders). */
  static TaskGraph<String> graph(String... parts) {
    TaskGraph.Builder<String> builder = TaskGraph.builder();
    for (String part : parts) {
      if (part.contains("=>")) {
        String[] ends = part.split("=>", 2);
        builder.edge(ends[0], ends[1], EdgeKind.REQUIRES);
      } else if (part.contains("->")) {
        String[] ends = part.split("->", 2);
        builder.edge(ends[0], ends[1], EdgeKind.ORDERS);
      } else if (part.startsWith("(")) {
        builder.node(Node.milestone(part.substring(1, part.length() - 1)));
      } else {
        builder.node(task(part, Map.of()));
      }
    }
    return builder.build();
  }

  /** A task "a" or "a:5" with needs. */
  static Node<String> task(String part, Map<String, Integer> needs) {
    String[] keyAndCost = part.split(":", 2);
    Duration cost = Duration.ofSeconds(keyAndCost.length == 2 ? Long.parseLong(keyAndCost[1]) : 1);
    return Node.task(keyAndCost[0], cost, needs);
  }

  static ExecutorSettings threads(int threads) {
    return new ExecutorSettings(threads, Map.of(), FailurePolicy.FAIL_AT_END);
  }

  static ExecutorSettings threads(int threads, FailurePolicy policy) {
    return new ExecutorSettings(threads, Map.of(), policy);
  }

  static <K> Background<K> start(
      GraphExecutor<K> executor, TaskGraph<K> graph, Work<K> work, ScheduleListener<K> listener) {
    return new Background<>(() -> executor.execute(graph, work, listener));
  }

  /** Outcomes by key, in the order in which the nodes ended. */
  static Map<String, Outcome> outcomes(ExecutionResult<String> result) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    result.results().forEach((key, value) -> outcomes.put(key, value.outcome()));
    return outcomes;
  }

  /** A run on a thread of its own. */
  static final class Background<K> {
    private final CompletableFuture<ExecutionResult<K>> future = new CompletableFuture<>();
    private final CompletableFuture<Boolean> flag = new CompletableFuture<>();
    private final Thread thread;

    Background(Supplier<ExecutionResult<K>> run) {
      thread =
          new Thread(
              () -> {
                try {
                  future.complete(run.get());
                } catch (Throwable failure) {
                  future.completeExceptionally(failure);
                }
                flag.complete(Thread.currentThread().isInterrupted());
              },
              "caller");
      thread.setDaemon(true);
      thread.start();
    }

    ExecutionResult<K> await() throws Exception {
      return future.get(20, TimeUnit.SECONDS);
    }

    void interrupt() {
      thread.interrupt();
    }

    boolean endedInterrupted() throws Exception {
      return flag.get(20, TimeUnit.SECONDS);
    }
  }

  /** Writes down what it hears: "+a" for a start, "-a SUCCEEDED" for an end. */
  static final class Diary implements ScheduleListener<String> {
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> heard = new ConcurrentHashMap<>();

    @Override
    public void started(String key, int worker, Instant at) {
      write("+" + key);
    }

    @Override
    public void ended(String key, Outcome outcome, Optional<Throwable> failure, Instant at) {
      write("-" + key + " " + outcome);
    }

    /** The starts alone. */
    List<String> starts() {
      return lines.stream()
          .filter(line -> line.startsWith("+"))
          .map(line -> line.substring(1))
          .toList();
    }

    /** Waits until it has heard this. */
    void await(String line) throws InterruptedException {
      if (!latch(line).await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("never heard " + line + " but " + lines);
      }
    }

    private void write(String line) {
      lines.add(line);
      latch(line).countDown();
    }

    private CountDownLatch latch(String line) {
      return heard.computeIfAbsent(line, unused -> new CountDownLatch(1));
    }
  }
}
