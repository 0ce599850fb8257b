package shop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private Pool<AutoCloseable> pool(int size, Duration maxWait) {
    return new Pool<>(
        size,
        maxWait,
        () -> {
          opened.incrementAndGet();
          return closed::incrementAndGet;
        });
  }

  @Test
  void reusesWhatCameBack() {
    Pool<AutoCloseable> pool = pool(2, Duration.ofSeconds(5));
    AutoCloseable first = pool.borrow();
    pool.giveBack(first, true);
    assertThat(pool.borrow()).isSameAs(first);
    assertThat(opened).hasValue(1);
  }

  @Test
  void doesNotReuseWhatBroke() {
    Pool<AutoCloseable> pool = pool(2, Duration.ofSeconds(5));
    pool.giveBack(pool.borrow(), false);
    pool.borrow();
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(1);
  }

  @Test
  void saysSoWhenNothingBecomesFree() {
    Pool<AutoCloseable> pool = pool(1, Duration.ofMillis(300));
    pool.borrow();
    assertThatThrownBy(pool::borrow).hasMessage("No connection became free within 300 ms.");
  }

  @Test
  void aWaitingBorrowerGetsWhatIsGivenBack() throws Exception {
    Pool<AutoCloseable> pool = pool(1, Duration.ofSeconds(10));
    AutoCloseable only = pool.borrow();
    CompletableFuture<AutoCloseable> waiting = CompletableFuture.supplyAsync(pool::borrow);
    CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)
        .execute(() -> pool.giveBack(only, true));
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isSameAs(only);
  }

  @Test
  void aFailedOpenGivesItsPlaceBack() {
    Pool<AutoCloseable> pool =
        new Pool<>(
            1,
            Duration.ofMillis(100),
            () -> {
              opened.incrementAndGet();
              throw new IllegalStateException("refused");
            });
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(pool::borrow).hasMessageContaining("refused");
    }
    assertThat(opened).hasValue(3);
  }

  @Test
  void manyThreadsNeverHoldMoreThanItsSize() throws InterruptedException {
    Pool<AutoCloseable> pool = pool(3, Duration.ofSeconds(10));
    AtomicInteger held = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 20_000; i++) {
      threads.execute(
          () -> {
            AutoCloseable resource = pool.borrow();
            most.accumulateAndGet(held.incrementAndGet(), Math::max);
            held.decrementAndGet();
            pool.giveBack(resource, true);
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(most.get()).isBetween(1, 3);
    pool.close();
    assertThat(closed.get()).isEqualTo(opened.get()).isLessThanOrEqualTo(3);
  }
}
