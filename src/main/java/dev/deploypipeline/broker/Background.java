package dev.deploypipeline.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What clients were told was done already. */
final class Background {

  private static final int AT_ONCE = 4;
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Something to do. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  private static final class Job {
    private final String name;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Job(String name) {
      this.name = name;
    }
  }

  private final Consumer<IOException> failures;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_ONCE, new DaemonThreads("deploy-pipeline-broker-removal"));
  private final Set<Job> pending = ConcurrentHashMap.newKeySet();

  /**
   * @param failures told of what could not be done, from any thread
   */
  Background(Consumer<IOException> failures) {
    this.failures = failures;
  }

  /**
   * Does something, more than once where the engine refuses.
   *
   * @param name the name of a container that is free when it is done; empty if none
   * @return completed when it is done, or was given up
   */
  CompletableFuture<Void> run(String name, Task task) {
    Job job = new Job(name);
    pending.add(job);
    try {
      threads.execute(
          () -> {
            try {
              persist(task);
            } catch (IOException e) {
              failures.accept(e);
            } finally {
              pending.remove(job);
              job.done.complete(null);
            }
          });
    } catch (RejectedExecutionException e) {
      pending.remove(job);
      job.done.complete(null);
      failures.accept(new IOException("the broker is closed", e));
    }
    return job.done;
  }

  /** The same for something that nobody waits for by name. */
  void begin(Task task) {
    CompletableFuture<Void> unused = run("", task);
  }

  private static void persist(Task task) throws IOException {
    for (int left = TRIES - 1; ; left--) {
      try {
        task.run();
        return;
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
        try {
          TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  /** Waits until everything that was begun is done: what follows depends on it. */
  void awaitAll() {
    boolean unused = awaitAll(TimeLimit.in(LONGEST));
  }

  /** The same up to a limit; whether everything is done. */
  boolean awaitAll(TimeLimit limit) {
    return await(pending.stream().map(job -> job.done).toList(), limit);
  }

  /** Waits until no container of that name is left that the client was told was gone. */
  void awaitName(String name) {
    if (!name.isEmpty()) {
      await(
          pending.stream().filter(job -> job.name.equals(name)).map(job -> job.done).toList(),
          TimeLimit.in(LONGEST));
    }
  }

  /** Waits for something, for as long as an engine that is well would take. */
  static void await(CompletableFuture<?> something) {
    awaitAll(List.of(something));
  }

  /** The same for many, which together take no longer. */
  static void awaitAll(List<? extends CompletableFuture<?>> all) {
    // If in vain, what follows finds the engine busy, as it would without us.
    boolean unused = await(all, TimeLimit.in(LONGEST));
  }

  /** Waits for all of something, up to one limit for them together; whether all are done. */
  static boolean await(List<? extends CompletableFuture<?>> all, TimeLimit limit) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
          .get(limit.left().toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("what is done in the background does not fail", e);
    }
  }

  /** Finishes what was begun, as far as that is possible within the limit. */
  void close(TimeLimit limit) {
    if (!awaitAll(limit)) {
      failures.accept(new IOException("it is still at it"));
    }
    threads.shutdownNow();
  }
}
