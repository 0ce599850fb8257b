package dev.deploypipeline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pieces that cannot be made: background work runs when a test says so. */
@Timeout(30)
class LeasePoolFailuresTest {

  private final Deque<Runnable> background = new ArrayDeque<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean broken;

  private LeasePool pool(int ahead, int most) {
    return pool(ahead, most, this::create, background::add);
  }

  private LeasePool pool(PieceFactory factory) {
    return pool(1, 1, factory, background::add);
  }

  private LeasePool pool(int ahead, int most, PieceFactory factory, Executor executor) {
    return new LeasePool(
        new LeasePool.Limits("db", ahead, most, Duration.ZERO),
        factory,
        executor,
        () -> Instant.EPOCH,
        warnings::add);
  }

  private Piece create(int slot, int generation) throws IOException {
    if (broken) {
      throw new IOException("no disk left");
    }
    return new Piece() {
      @Override
      public ConnectionFacts facts() {
        return ConnectionFacts.redis("127.0.0.1", 1);
      }

      @Override
      public void destroy() {}
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
  void whatCannotBeMadeFailsTheLeaseWithItsReason() throws Exception {
    broken = true;
    LeasePool pool = pool(2, 64);
    pool.warmUp();
    work();

    assertThatThrownBy(() -> pool.lease("catalog"))
        .isInstanceOf(PoolException.class)
        .hasMessage("no disk left");
    assertThatThrownBy(pool::awaitReady).hasMessage("no disk left");
    assertThat(states(pool)).containsExactly(SlotState.FAILED, SlotState.FAILED);
  }

  @Test
  void aPoolThatWorkedTriesAgainWhenSomebodyAsks() throws Exception {
    LeasePool pool = pool(1, 1);
    pool.warmUp();
    work();
    LeasePool.Leased first = pool.lease("first");
    broken = true;
    pool.giveBack(first);
    work();
    assertThat(states(pool)).containsExactly(SlotState.FAILED);

    broken = false;
    assertThatThrownBy(() -> pool.lease("too early")).hasMessageContaining("no lease");
    work();

    assertThat(pool.lease("second").generation()).isEqualTo(2);
  }

  @Test
  void aReturnedSlotIsFilledAgainWhereTheOthersHaveFailed() throws Exception {
    LeasePool pool = pool(1, 2);
    pool.warmUp();
    work();
    LeasePool.Leased one = pool.lease("one");
    broken = true;
    work();
    assertThat(states(pool)).containsExactly(SlotState.LEASED, SlotState.FAILED);

    broken = false;
    pool.giveBack(one);
    work();

    assertThat(states(pool)).containsExactly(SlotState.READY, SlotState.FAILED);
  }

  @Test
  void aLeaseDoesNotWaitWhereSlotsAreVacantAndAllOthersHaveFailed() throws Exception {
    LeasePool pool = pool(1, 3, this::create, Runnable::run);
    pool.warmUp();
    LeasePool.Leased one = pool.lease("one");
    LeasePool.Leased two = pool.lease("two");
    pool.giveBack(one);
    pool.giveBack(two);
    broken = true;
    pool.giveBack(pool.lease("three"));
    assertThat(states(pool)).containsExactly(SlotState.FAILED, SlotState.VACANT, SlotState.FAILED);

    assertThatThrownBy(() -> pool.lease("four")).hasMessage("no disk left");
    assertThatThrownBy(pool::awaitReady).hasMessage("no disk left");
  }

  @Test
  void theFirstReasonIsTheOneThatIsTold() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    LeasePool pool =
        pool(
            (slot, generation) -> {
              throw new IOException("reason " + tries.incrementAndGet());
            });
    pool.warmUp();
    work();

    assertThatThrownBy(pool::awaitReady)
        .hasMessage("reason 1")
        .cause()
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("reason 2"));
  }

  @Test
  void aSlotWhosePieceCannotBeMadeForWantOfAClassHasFailed() throws Exception {
    LeasePool pool =
        pool(
            (slot, generation) -> {
              throw new NoClassDefFoundError("org/postgresql/Driver");
            });
    pool.warmUp();
    work();

    assertThat(states(pool)).containsExactly(SlotState.FAILED);
    assertThatThrownBy(pool::awaitReady).hasMessageContaining("org/postgresql/Driver");
  }
}
