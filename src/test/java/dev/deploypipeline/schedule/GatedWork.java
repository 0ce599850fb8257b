package dev.deploypipeline.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Work that stops at a gate in each task until the test opens it. Tasks named in {@link #open} do
 * not stop.
 */
final class GatedWork implements Work<String> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final List<String> begun = new CopyOnWriteArrayList<>();
  final List<String> interrupted = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> entered = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
  private final Map<String, TaskContext<String>> contexts = new ConcurrentHashMap<>();

  @Override
  public void run(String key, TaskContext<String> context) throws Exception {
    begun.add(key);
    contexts.put(key, context);
    entered(key).countDown();
    try {
      gate(key).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    } catch (InterruptedException e) {
      interrupted.add(key);
      throw e;
    }
  }

  /** Lets these tasks through, now or when they come. */
  GatedWork open(String... keys) {
    for (String key : keys) {
      gate(key).complete(null);
    }
    return this;
  }

  /** Lets this task fail, now or when it comes. */
  GatedWork fail(String key, Throwable failure) {
    gate(key).completeExceptionally(failure);
    return this;
  }

  /** Waits until the task is at its gate. */
  TaskContext<String> awaitBegun(String key) throws InterruptedException {
    if (!entered(key).await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(key + " has not begun; begun: " + begun);
    }
    return contexts.get(key);
  }

  private CountDownLatch entered(String key) {
    return entered.computeIfAbsent(key, unused -> new CountDownLatch(1));
  }

  private CompletableFuture<Void> gate(String key) {
    return gates.computeIfAbsent(key, unused -> new CompletableFuture<>());
  }
}
