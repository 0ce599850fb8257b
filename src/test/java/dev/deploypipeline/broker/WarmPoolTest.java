package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.Recipe.Past;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a container that is being started, and how long. */
@Timeout(60)
class WarmPoolTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  /** Starts as many as it may. */
  private static final class GatedStarter implements ContainerStarter {
    private final Semaphore may = new Semaphore(0);
    private final Map<String, Recipe> there = new ConcurrentHashMap<>();

    @Override
    public WarmContainer start(Recipe recipe, BooleanSupplier unwanted)
        throws InterruptedException {
      may.acquire();
      String id = Digests.ofText(recipe.fingerprint() + there.size());
      there.put(id, recipe);
      return new WarmContainer(
          id, "n" + id, "sha256:1", "then", recipe, Map.of(), Duration.ZERO, Optional.empty());
    }

    @Override
    public void discard(WarmContainer container) throws IOException {
      there.remove(container.id());
    }

    @Override
    public void sweep() {}
  }

  private final GatedStarter starter = new GatedStarter();
  private final WarmPool pool = pool(new Lull());

  private WarmPool pool(Lull lull) {
    return new WarmPool(starter, lull, 4, (recipe, problem) -> {}, problem -> {});
  }

  /** One in which clients ask for something all the time, since no time passes. */
  private static Lull endless(Set<Thread> pausing) {
    Lull lull =
        new Lull(
            () -> 0,
            nanos -> {
              pausing.add(Thread.currentThread());
              LockSupport.parkNanos(1_000_000);
            });
    lull.asked();
    return lull;
  }

  @AfterEach
  void close() {
    starter.may.release(100);
    pool.close(TimeLimit.in(LONG));
  }

  private static Recipe recipe(String image) {
    Optional<ApiTarget> target = ApiTarget.of("/containers/create");
    CreateCall call = CreateCall.of(target.orElseThrow(), Json.object().put("Image", image));
    return new Recipe(call, List.of(), ReadyMark.unknown(), new Past(1, 1, 0, 0, 0));
  }

  @Test
  void whoFindsOthersWaitingForAllThatAreStartedDoesNotWait() throws Exception {
    Recipe recipe = recipe("a");
    pool.want(recipe, 3); // two are started at once, the third is queued
    BrokerFixture.await("starts", () -> starter.may.getQueueLength() == 2);
    List<CompletableFuture<Optional<WarmContainer>>> waiting = List.of(take(recipe), take(recipe));
    BrokerFixture.await("waiters", () -> pool.waiting() == 2);

    assertThat(pool.take(recipe.fingerprint(), LONG)).as("the third").isEmpty();

    starter.may.release(2);
    assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isPresent());
  }

  @Test
  void whatNobodyAskedForMakesRoomForWhatSomebodyDid() {
    starter.may.release(10);
    pool.want(recipe("a"), 2);
    pool.want(recipe("b"), 2);
    BrokerFixture.await("full", () -> pool.ready() == 4);

    pool.wantAgain(recipe("c"), 1);

    BrokerFixture.await("c", () -> starter.there.containsValue(recipe("c")) && pool.ready() == 4);
    assertThat(starter.there).hasSize(4);
    pool.wantAgain(recipe("c"), 1);
    assertThat(pool.ready()).as("there is one already").isEqualTo(4);
  }

  @Test
  void anImageThatIsRemovedIsHeldByNoWarmContainer() throws Exception {
    starter.may.release(2);
    pool.want(recipe("a"), 1);
    pool.want(recipe("b"), 1);
    BrokerFixture.await("full", () -> pool.ready() == 2);
    pool.emptyOf("a", Optional.empty());
    assertThat(starter.there.values()).extracting(each -> each.call().image()).containsExactly("b");
    pool.emptyOf("other name of b", Optional.of("sha256:1"));
    assertThat(starter.there).isEmpty();
  }

  @Test
  void aStartLetsClientsGoFirstButNotWhoWaitsForIt() {
    starter.may.release(10);
    Set<Thread> pausing = ConcurrentHashMap.newKeySet();
    WarmPool lulled = pool(endless(pausing));
    try {
      lulled.want(recipe("a"), 1);
      lulled.want(recipe("b"), 1);
      BrokerFixture.await("both", () -> pausing.size() == 2);
      assertThat(starter.there).isEmpty();

      assertThat(take(lulled, recipe("a")).join()).isPresent();

      assertThat(starter.there).containsValue(recipe("a")).hasSize(1);
    } finally {
      lulled.close(TimeLimit.in(LONG));
    }
  }

  @Test
  void whatIsNotWantedAnyMoreIsNotBegun() throws Exception {
    starter.may.release(10);
    Set<Thread> pausing = ConcurrentHashMap.newKeySet();
    WarmPool lulled = pool(endless(pausing));
    lulled.want(recipe("a"), 1);
    lulled.want(recipe("b"), 1);
    BrokerFixture.await("both", () -> pausing.size() == 2);
    lulled.emptyOf("a", Optional.empty());
    lulled.close(TimeLimit.in(LONG));
    BrokerFixture.await("ends", () -> lulled.starting() == 0);
    assertThat(starter.may.availablePermits()).as("none was begun").isEqualTo(10);
  }

  private CompletableFuture<Optional<WarmContainer>> take(Recipe recipe) {
    return take(pool, recipe);
  }

  private static CompletableFuture<Optional<WarmContainer>> take(WarmPool pool, Recipe recipe) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return pool.take(recipe.fingerprint(), LONG);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new DaemonThreads("taker").newThread(task).start());
  }

  @Test
  void nobodyWaitsLongerThanAnotherOneTakes() throws Exception {
    Recipe recipe = recipe("a");
    pool.want(recipe, 1);
    BrokerFixture.await("start", () -> starter.may.getQueueLength() == 1);
    assertThat(pool.take(recipe.fingerprint(), Duration.ofMillis(5))).isEmpty();
  }
}
