package dev.deploypipeline.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The warm containers of one recipe. All access is under the lock of its {@link WarmPool}. */
final class WarmStock {

  final Deque<WarmContainer> ready = new ArrayDeque<>();

  /** The starts that are not queued any more. */
  final List<Start> running = new ArrayList<>();

  /** One start, which lets clients go first before it begins. */
  static final class Start {
    private volatile Optional<Long> begin = Optional.empty();

    void begins() {
      begin = Optional.of(System.nanoTime());
    }

    /** For how many nanoseconds it has been at it. */
    long begun(long now) {
      return begin.map(at -> now - at).orElse(0L);
    }
  }

  Recipe recipe;
  int wanted;

  /** How many starts are running or queued. */
  int starting;

  /** How many clients wait for one that is being started. */
  int waiters;

  /** Whether somebody asked for one in this run. */
  boolean asked;

  /** Whether none is started any more in this run. */
  boolean spoiled;

  WarmStock(Recipe recipe) {
    this.recipe = recipe;
  }

  /** Takes one of a kind that nobody has asked for, of which that is the least surprising. */
  static Optional<WarmContainer> takeLeastLikely(Collection<WarmStock> all) {
    Optional<WarmStock> unasked = leastLikely(all);
    unasked.ifPresent(stock -> stock.wanted--);
    return unasked.map(stock -> stock.ready.removeLast());
  }

  private static Optional<WarmStock> leastLikely(Collection<WarmStock> all) {
    return all.stream()
        .filter(each -> !each.asked && !each.ready.isEmpty())
        .max(
            Comparator.comparingInt((WarmStock each) -> each.recipe.past().unusedRuns())
                .thenComparingInt(each -> each.recipe.past().order()));
  }

  int size() {
    return ready.size() + starting;
  }

  boolean lacksSome() {
    return !spoiled && size() < wanted;
  }

  /** Takes all that are ready. */
  List<WarmContainer> drain() {
    List<WarmContainer> all = List.copyOf(ready);
    ready.clear();
    return all;
  }

  /** Whether its containers hold an image, known by a name, or by its id. */
  boolean isOf(String name, Optional<String> id) {
    return recipe.call().image().equals(name)
        || ready.stream().anyMatch(each -> Optional.of(each.image()).equals(id));
  }
}
