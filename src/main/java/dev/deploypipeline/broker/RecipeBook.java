package dev.deploypipeline.broker;

import dev.deploypipeline.broker.Recipe.Past;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recipes of a run: what earlier runs knew, and what this one learns. */
final class RecipeBook {

  /** Asked for so often in a run, it will be asked for again, even where no run before tells. */
  private static final int LIKELY_AGAIN = 2;

  private static final class Page {
    private Optional<Recipe> before = Optional.empty();
    private Optional<Recipe> learned = Optional.empty();
    private int asked;
    private int inUse;
    private int peak;
    private int order;
    private long coldMillis;
    private boolean unfit;
    private boolean failed;

    private Optional<Recipe> recipe() {
      return unfit ? Optional.empty() : learned.or(() -> before);
    }
  }

  private final Map<String, Page> pages = new LinkedHashMap<>();
  private int uses;

  RecipeBook(List<Recipe> before) {
    for (Recipe recipe : before) {
      pages.computeIfAbsent(recipe.fingerprint(), key -> new Page()).before = Optional.of(recipe);
    }
  }

  /** Somebody asks for a container. */
  synchronized void asked(String fingerprint) {
    Page page = pages.computeIfAbsent(fingerprint, key -> new Page());
    if (page.asked++ == 0) {
      page.order = uses++;
    }
    page.peak = Math.max(page.peak, ++page.inUse);
  }

  /** Somebody does not need his container any more. */
  synchronized void released(String fingerprint) {
    pages.get(fingerprint).inUse--;
  }

  /** A container was started that was not warm. */
  synchronized void started(CreateCall call, List<FileCopy> files) {
    Page page = pages.get(call.fingerprint());
    Optional<Recipe> known = page.learned.or(() -> page.before);
    if (page.learned.isPresent() && !FileCopy.areSame(page.learned.get().files(), files)) {
      page.unfit = true; // twice in one run, and not the same: the next will be a third
    }
    ReadyMark ready = known.map(Recipe::ready).orElse(ReadyMark.unknown());
    page.learned = Optional.of(new Recipe(call, files, ready, past(page)));
  }

  /** It was seen how its client waited for it. */
  synchronized void waitedFor(String fingerprint, ReadyMark mark, long coldMillis) {
    Page page = pages.get(fingerprint);
    page.coldMillis = coldMillis;
    page.learned =
        page.learned.map(recipe -> new Recipe(recipe.call(), recipe.files(), mark, past(page)));
  }

  /** Its containers cannot be started ahead in this run, which may be the engine's fault. */
  synchronized void unfit(String fingerprint) {
    Page page = pages.computeIfAbsent(fingerprint, key -> new Page());
    page.unfit = true;
    page.failed = true;
  }

  /** Its containers are prepared in another way by now; the next run may learn how. */
  synchronized void outdated(String fingerprint) {
    pages.computeIfAbsent(fingerprint, key -> new Page()).unfit = true;
  }

  synchronized Optional<Recipe> recipe(String fingerprint) {
    return Optional.ofNullable(pages.get(fingerprint)).flatMap(Page::recipe);
  }

  /** Whether nobody could have known that such a container would be asked for. */
  synchronized boolean isNew(String fingerprint) {
    Page page = pages.get(fingerprint);
    return page.recipe().isEmpty() || (page.before.isEmpty() && page.asked <= LIKELY_AGAIN);
  }

  /** How long a cold container took; 0 if that is not known. */
  synchronized long coldMillis(String fingerprint) {
    Page page = pages.get(fingerprint);
    return page.coldMillis > 0
        ? page.coldMillis
        : page.before.map(recipe -> recipe.past().coldMillis()).orElse(0L);
  }

  /** How many more containers will probably be asked for in this run. */
  synchronized int expected(String fingerprint) {
    Page page = pages.get(fingerprint);
    if (page == null || page.recipe().isEmpty()) {
      return 0;
    }
    int left = page.before.map(recipe -> recipe.past().count()).orElse(0) - page.asked;
    return Math.max(left, page.asked >= LIKELY_AGAIN ? 1 : 0);
  }

  /** The recipes to start ahead at the beginning of a run, in the order of their first use. */
  synchronized List<Recipe> likely() {
    return pages.values().stream()
        .flatMap(page -> page.before.stream())
        .filter(Recipe::isLikely)
        .sorted(Comparator.comparingInt(recipe -> recipe.past().order()))
        .toList();
  }

  /** What the next run should know. */
  synchronized List<Recipe> forNextRun() {
    List<Recipe> next = new ArrayList<>();
    for (Page page : pages.values()) {
      if (page.unfit && page.failed) {
        // As if nobody had asked: it has two more runs in which to do better.
        page.before
            .map(Recipe::unused)
            .filter(recipe -> !recipe.isForgotten())
            .ifPresent(next::add);
      } else if (page.asked == 0) {
        page.recipe()
            .map(Recipe::unused)
            .filter(recipe -> !recipe.isForgotten())
            .ifPresent(next::add);
      } else {
        page.recipe()
            .map(recipe -> new Recipe(recipe.call(), recipe.files(), recipe.ready(), past(page)))
            .ifPresent(next::add);
      }
    }
    return next;
  }

  private static Past past(Page page) {
    long before = page.before.map(recipe -> recipe.past().coldMillis()).orElse(0L);
    return new Past(
        page.asked, page.peak, page.order, 0, page.coldMillis > 0 ? page.coldMillis : before);
  }
}
