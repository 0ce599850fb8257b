package dev.deploypipeline.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The containers that nobody has asked for yet. Safe for use by many threads. */
final class WarmPool {

  /** Starting one takes all of a core for a second; the build has work of its own. */
  private static final int STARTED_AT_ONCE = 2;

  private static final Duration GIVING_UP = Duration.ofSeconds(5);
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final ContainerStarter starter;
  private final Lull lull;
  private final int total;
  private final BiConsumer<Recipe, IOException> failures;
  private final Consumer<IOException> sweepFailure;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          STARTED_AT_ONCE, new DaemonThreads("deploy-pipeline-broker-warm"));
  private final Map<String, WarmStock> stocks = new HashMap<>();
  private boolean closed;

  /**
   * @param lull tells when clients leave the engine alone
   * @param total the most containers at once
   * @param failures told where none can be started or removed, from any thread
   * @param sweepFailure told where some may be left at the end
   */
  WarmPool(
      ContainerStarter starter,
      Lull lull,
      int total,
      BiConsumer<Recipe, IOException> failures,
      Consumer<IOException> sweepFailure) {
    this.starter = starter;
    this.lull = lull;
    this.total = total;
    this.failures = failures;
    this.sweepFailure = sweepFailure;
  }

  /** Sets how many containers of a recipe there should be, and begins to start what is missing. */
  synchronized void want(Recipe recipe, int ahead) {
    WarmStock stock = stocks.computeIfAbsent(recipe.fingerprint(), key -> new WarmStock(recipe));
    stock.recipe = recipe;
    stock.wanted = ahead;
    fill();
  }

  /**
   * The same for a recipe that somebody just asked for. Where there is no room, one goes that
   * nobody has asked for in this run, and perhaps never will.
   */
  synchronized void wantAgain(Recipe recipe, int ahead) {
    WarmStock stock = stocks.computeIfAbsent(recipe.fingerprint(), key -> new WarmStock(recipe));
    stock.asked = true;
    stock.wanted = ahead;
    if (!closed && stock.lacksSome() && count() >= total) {
      WarmStock.takeLeastLikely(stocks.values())
          .ifPresent(unasked -> threads.execute(() -> discard(unasked)));
    }
    want(recipe, ahead);
  }

  private void fill() {
    for (WarmStock stock : stocks.values()) {
      while (!closed && stock.lacksSome() && count() < total) {
        stock.starting++;
        threads.execute(() -> start(stock));
      }
    }
  }

  private int count() {
    return stocks.values().stream().mapToInt(WarmStock::size).sum();
  }

  private void start(WarmStock stock) {
    Recipe recipe;
    WarmStock.Start start = new WarmStock.Start();
    synchronized (this) {
      recipe = stock.recipe;
      if (closed || stock.spoiled || stock.ready.size() >= stock.wanted) {
        stock.starting--;
        notifyAll();
        return;
      }
      stock.running.add(start);
    }
    WarmContainer made = null;
    IOException problem = null;
    try {
      lull.await(() -> isUrgent(stock));
      start.begins();
      made = isUnwanted(stock) ? null : starter.start(recipe, () -> isUnwanted(stock));
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
      stock.running.remove(start);
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
    WarmStock stock = stocks.get(fingerprint);
    if (stock == null) {
      return Optional.empty();
    }
    if (stock.ready.isEmpty() && stock.running.size() > stock.waiters) {
      long now = System.nanoTime();
      long begun = stock.running.get(stock.waiters).begun(now);
      stock.waiters++;
      try {
        await(stock, now + Math.min(cold.toNanos(), 2 * cold.toNanos() - begun));
      } finally {
        stock.waiters--;
      }
    }
    return closed ? Optional.empty() : Optional.ofNullable(stock.ready.poll());
  }

  private void await(WarmStock stock, long end) throws InterruptedException {
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
      WarmStock stock = stocks.get(fingerprint);
      if (stock == null) {
        return;
      }
      stock.spoiled |= forGood;
      rest = stock.drain();
    }
    rest.forEach(this::discard);
  }

  /**
   * Removes all containers of an image, and starts no more: the engine removes no image that is
   * used.
   *
   * @param id the image's id; empty if there is none of that name
   */
  void emptyOf(String name, Optional<String> id) throws InterruptedException {
    List<WarmContainer> rest = new ArrayList<>();
    synchronized (this) {
      long end = System.nanoTime() + GIVING_UP.toNanos();
      for (WarmStock stock : List.copyOf(stocks.values())) { // waiting lets others in
        if (stock.isOf(name, id)) {
          stock.spoiled = true;
          rest.addAll(stock.drain());
          await(stock, end); // what is being started gives up soon
        }
      }
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

  /** Whether no start lets clients go first: one waits for it, or nobody wants it any more. */
  private synchronized boolean isUrgent(WarmStock stock) {
    return stock.waiters > 0 || isUnwanted(stock);
  }

  private synchronized boolean isUnwanted(WarmStock stock) {
    return closed || stock.spoiled;
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
      rest = stocks.values().stream().flatMap(stock -> stock.drain().stream()).toList();
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
