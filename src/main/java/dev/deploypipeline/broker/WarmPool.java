package dev.deploypipeline.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The containers that nobody has asked for yet. Safe for use by many threads. */
final class WarmPool {

  /** Starting one takes all of a core for a second; the build has work of its own. */
  private static final int STARTED_AT_ONCE = 2;

  private static final Duration CLOSING = Duration.ofSeconds(20);

  /** Makes and removes containers. */
  interface Starter {
    /**
     * Returns when it is ready; leaves nothing behind where it fails.
     *
     * @param unwanted whether to give up, asked again and again. Not an interrupt, which would
     *     leave it unknown what the engine still does
     */
    WarmContainer start(Recipe recipe, BooleanSupplier unwanted)
        throws IOException, InterruptedException;

    void discard(WarmContainer container) throws IOException;

    /** Removes all that were ever started and that nobody asked for. */
    void sweep() throws IOException;
  }

  private static final class Stock {
    private final Deque<WarmContainer> ready = new ArrayDeque<>();
    private Recipe recipe;
    private int wanted;
    private int starting;
    private final List<Long> running = new ArrayList<>();
    private int waiters;
    private boolean spoiled;

    private Stock(Recipe recipe) {
      this.recipe = recipe;
    }
  }

  private final Starter starter;
  private final int total;
  private final BiConsumer<Recipe, IOException> failures;
  private final Consumer<IOException> sweepFailure;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          STARTED_AT_ONCE, new DaemonThreads("deploy-pipeline-broker-warm"));
  private final Map<String, Stock> stocks = new HashMap<>();
  private boolean closed;

  /**
   * @param total the most containers at once
   * @param failures told where none can be started or removed, from any thread
   * @param sweepFailure told where some may be left at the end
   */
  WarmPool(
      Starter starter,
      int total,
      BiConsumer<Recipe, IOException> failures,
      Consumer<IOException> sweepFailure) {
    this.starter = starter;
    this.total = total;
    this.failures = failures;
    this.sweepFailure = sweepFailure;
  }

  /** Sets how many containers of a recipe there should be, and begins to start what is missing. */
  synchronized void want(Recipe recipe, int ahead) {
    Stock stock = stocks.computeIfAbsent(recipe.fingerprint(), key -> new Stock(recipe));
    stock.recipe = recipe;
    stock.wanted = ahead;
    fill();
  }

  private void fill() {
    for (Stock stock : stocks.values()) {
      while (!closed
          && !stock.spoiled
          && stock.ready.size() + stock.starting < stock.wanted
          && count() < total) {
        stock.starting++;
        threads.execute(() -> start(stock));
      }
    }
  }

  private int count() {
    return stocks.values().stream().mapToInt(stock -> stock.ready.size() + stock.starting).sum();
  }

  private void start(Stock stock) {
    Recipe recipe;
    Long begin = System.nanoTime();
    synchronized (this) {
      recipe = stock.recipe;
      if (closed || stock.spoiled || stock.ready.size() >= stock.wanted) {
        stock.starting--;
        notifyAll();
        return;
      }
      stock.running.add(begin);
    }
    WarmContainer made = null;
    IOException problem = null;
    try {
      made = starter.start(recipe, this::isClosed);
    } catch (IOException e) {
      problem = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does so here, and the starter left nothing
    } catch (RuntimeException e) {
      problem = new IOException(e.toString(), e);
    }
    boolean late;
    synchronized (this) {
      stock.starting--;
      stock.running.remove(begin);
      late = closed || stock.spoiled;
      if (made != null && !late) {
        stock.ready.add(made);
      }
      // What fails once would fail again, and cost the machine what the tests need.
      stock.spoiled |= problem != null;
      notifyAll();
    }
    if (made != null && late) {
      discard(made);
    }
    if (problem != null && !late) {
      failures.accept(recipe, problem);
    }
  }

  /**
   * Takes a container, and waits for one that is being started if nobody else waits for it: that is
   * mostly faster than another.
   *
   * @param cold how long another one takes. Nobody waits longer for one that is being started, nor
   *     until that has taken twice as long, since then it is not as it should be
   * @return a container that is nobody else's; empty if there is none
   */
  synchronized Optional<WarmContainer> take(String fingerprint, Duration cold)
      throws InterruptedException {
    Stock stock = stocks.get(fingerprint);
    if (stock == null) {
      return Optional.empty();
    }
    if (stock.ready.isEmpty() && stock.running.size() > stock.waiters) {
      long now = System.nanoTime();
      long begun = now - stock.running.get(stock.waiters);
      stock.waiters++;
      try {
        await(stock, now + Math.min(cold.toNanos(), 2 * cold.toNanos() - begun));
      } finally {
        stock.waiters--;
      }
    }
    return closed ? Optional.empty() : Optional.ofNullable(stock.ready.poll());
  }

  private void await(Stock stock, long end) throws InterruptedException {
    while (stock.ready.isEmpty() && !stock.running.isEmpty() && !closed) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Takes one back that was taken and not handed to anybody. */
  void giveBack(WarmContainer container) {
    synchronized (this) {
      if (!closed) {
        stocks.get(container.recipe().fingerprint()).ready.addFirst(container);
        notifyAll();
        return;
      }
    }
    discard(container);
  }

  /**
   * Removes all containers of a recipe.
   *
   * @param forGood whether to start no more in this run
   */
  void empty(String fingerprint, boolean forGood) {
    List<WarmContainer> rest;
    synchronized (this) {
      Stock stock = stocks.get(fingerprint);
      if (stock == null) {
        return;
      }
      stock.spoiled |= forGood;
      rest = List.copyOf(stock.ready);
      stock.ready.clear();
    }
    rest.forEach(this::discard);
  }

  /** Removes a container that was taken and not handed to anybody. */
  void discard(WarmContainer container) {
    try {
      starter.discard(container);
    } catch (IOException e) {
      failures.accept(container.recipe(), e);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** How many are ready. */
  synchronized int ready() {
    return stocks.values().stream().mapToInt(stock -> stock.ready.size()).sum();
  }

  /** How many clients wait for one. */
  synchronized int waiting() {
    return stocks.values().stream().mapToInt(stock -> stock.waiters).sum();
  }

  /** How many are being started. */
  synchronized int starting() {
    return stocks.values().stream().mapToInt(stock -> stock.starting).sum();
  }

  /**
   * Stops all starts and removes what nobody took; returns when they are gone, or the limit is
   * reached.
   */
  void close(TimeLimit limit) {
    List<WarmContainer> rest;
    synchronized (this) {
      closed = true;
      rest = stocks.values().stream().flatMap(stock -> stock.ready.stream()).toList();
      stocks.values().forEach(stock -> stock.ready.clear());
      notifyAll();
    }
    threads.shutdown();
    // On a thread of its own, because an engine that hangs would hold this one up for each of them.
    CompletableFuture<Void> removal =
        CompletableFuture.runAsync(
            () -> removeAll(rest),
            task -> new DaemonThreads("deploy-pipeline-broker-closing").newThread(task).start());
    if (!Background.await(List.of(removal), limit)) {
      sweepFailure.accept(new IOException("it did not answer in time"));
    }
  }

  private void removeAll(List<WarmContainer> rest) {
    rest.forEach(this::discard);
    try {
      // What is being started ends sooner without its container, whatever it waits for.
      starter.sweep();
      if (!threads.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        starter.sweep();
      }
    } catch (IOException e) {
      sweepFailure.accept(e);
    } catch (RuntimeException | LinkageError e) {
      // Maven takes the class path away when it is interrupted.
      sweepFailure.accept(new IOException(e.toString(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
