package dev.deploypipeline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state machine, step by step: background work runs when a test says so. */
@Timeout(30)
class LeasePoolTest {

  private final Deque<Runnable> background = new ArrayDeque<>();
  private final List<String> made = new ArrayList<>();
  private final List<String> destroyed = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private LeasePool pool(int ahead, int most) {
    return new LeasePool(
        new LeasePool.Limits("db", ahead, most, Duration.ZERO),
        this::create,
        background::add,
        () -> now,
        warnings::add);
  }

  private Piece create(int slot, int generation) {
    String name = slot + "g" + generation;
    made.add(name);
    return piece(name);
  }

  private Piece piece(String name) {
    return new Piece() {
      @Override
      public ConnectionFacts facts() {
        return ConnectionFacts.postgres("127.0.0.1", 1, "u", "p", name);
      }

      @Override
      public void destroy() {
        destroyed.add(name);
      }
    };
  }

  private void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private static List<SlotState> states(LeasePool pool) {
    return pool.status().stream().map(SlotStatus::state).toList();
  }

  @Test
  void piecesAreMadeAheadAndALeaseIsAHandOver() throws Exception {
    LeasePool pool = pool(2, 3);
    pool.warmUp();
    assertThat(states(pool)).containsExactly(SlotState.CLONING, SlotState.CLONING);
    work();
    assertThat(states(pool)).containsExactly(SlotState.READY, SlotState.READY);
    int before = made.size();

    LeasePool.Leased leased = pool.lease("catalog");

    assertThat(made).hasSize(before);
    assertThat(leased.piece().facts().values()).containsEntry("database", "0g0");
    assertThat(states(pool)).containsExactly(SlotState.LEASED, SlotState.READY, SlotState.CLONING);
  }

  @Test
  void aReturnedPieceIsDestroyedAndItsSlotGetsAnotherGeneration() throws Exception {
    LeasePool pool = pool(1, 1);
    pool.warmUp();
    work();
    pool.giveBack(pool.lease("catalog"));
    assertThat(states(pool)).containsExactly(SlotState.DIRTY);
    assertThatThrownBy(() -> pool.lease("orders")).isInstanceOf(PoolException.class);

    work();

    assertThat(destroyed).containsExactly("0g0");
    assertThat(pool.lease("orders").generation()).isEqualTo(1);
    assertThat(made).containsExactly("0g0", "0g1");
  }

  @Test
  void aSecondReturnOfTheSameLeaseTakesNothingFromTheNextHolder() throws Exception {
    LeasePool pool = pool(1, 1);
    pool.warmUp();
    work();
    LeasePool.Leased first = pool.lease("first");
    pool.giveBack(first);
    work();
    pool.lease("second");

    pool.giveBack(first);
    work();

    assertThat(states(pool)).containsExactly(SlotState.LEASED);
    assertThat(pool.status().get(0).holder()).hasValue("second");
  }

  @Test
  void exhaustionNamesEachHolderAndForHowLong() throws Exception {
    LeasePool pool = pool(2, 2);
    pool.warmUp();
    work();
    pool.lease("surefire:test @ catalog");
    now = now.plusSeconds(90);
    pool.lease("failsafe:integration-test @ orders");
    now = now.plusSeconds(5);

    assertThatThrownBy(() -> pool.lease("batch"))
        .isInstanceOf(PoolException.class)
        .hasMessage(
            "service db: no lease for batch within 0 s. Held by: surefire:test @ catalog for 95 s,"
                + " failsafe:integration-test @ orders for 5 s."
                + " Perhaps you should raise its <size> (now 2 pieces) or the lease timeout.");
  }

  @Test
  void aSlotStaysVacantWhereEnoughOthersAreReady() throws Exception {
    LeasePool pool = pool(1, 3);
    pool.warmUp();
    work();
    LeasePool.Leased one = pool.lease("one");
    work();
    pool.giveBack(one);
    work();
    assertThat(states(pool)).containsExactly(SlotState.VACANT, SlotState.READY);
    assertThat(destroyed).containsExactly("0g0");

    pool.lease("two");
    assertThat(states(pool)).containsExactly(SlotState.RECREATING, SlotState.LEASED);
  }

  @Test
  void nothingIsLeasedAfterTheEndAndWhatIsMadeTooLateIsDestroyed() throws Exception {
    LeasePool pool = pool(2, 2);
    pool.warmUp();
    background.remove().run();

    assertThat(pool.close()).hasSize(1);
    work();

    assertThat(destroyed).containsExactly("1g0");
    assertThatThrownBy(() -> pool.lease("late")).hasMessageContaining("the build ends");
  }

  @Test
  void aWaitingLeaseIsServedByAReturn() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      LeasePool pool =
          new LeasePool(
              new LeasePool.Limits("db", 1, 1, Duration.ofSeconds(20)),
              this::create,
              threads,
              Instant::now,
              warnings::add);
      pool.warmUp();
      LeasePool.Leased first = pool.lease("first");
      CountDownLatch asked = new CountDownLatch(1);
      Future<LeasePool.Leased> second =
          threads.submit(
              () -> {
                asked.countDown();
                return pool.lease("second");
              });
      asked.await();
      pool.giveBack(first);
      assertThat(second.get().generation()).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void noPieceIsEverInTwoHandsHoweverManyAskAtOnce() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    Set<String> inUse = new ConcurrentSkipListSet<>();
    Set<String> ever = new ConcurrentSkipListSet<>();
    try {
      LeasePool pool =
          new LeasePool(
              new LeasePool.Limits("db", 3, 8, Duration.ofSeconds(20)),
              (slot, generation) -> piece(slot + "g" + generation),
              threads,
              Instant::now,
              warning -> {});
      pool.warmUp();
      CyclicBarrier together = new CyclicBarrier(40);
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String holder = "holder " + i;
        all.add(
            threads.submit(
                () -> {
                  together.await();
                  for (int round = 0; round < 25; round++) {
                    LeasePool.Leased leased = pool.lease(holder);
                    String name = leased.piece().facts().values().get("database");
                    if (!inUse.add(name) || !ever.add(name)) {
                      return false;
                    }
                    inUse.remove(name);
                    pool.giveBack(leased);
                  }
                  return true;
                }));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
      assertThat(ever).hasSize(1000);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSlotRefusesAStepThatSkipsAnother() {
    Slot slot = new Slot(0, now);
    assertThatThrownBy(() -> slot.lease("early", now))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CLONING");
    assertThat(slot.state()).isEqualTo(SlotState.CLONING);
  }
}
