package shop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdvisoryLockIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();

  private final Database database = SERVERS.database();

  /** Holds the lock until the latch is released. */
  private CompletableFuture<Boolean> hold(String name, CountDownLatch release)
      throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<Boolean> holder =
        CompletableFuture.supplyAsync(
            () ->
                AdvisoryLock.tryRun(
                        database,
                        name,
                        sql -> {
                          held.countDown();
                          return waitFor(release);
                        })
                    .orElse(false));
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
    return holder;
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void onlyOneHoldsTheLock() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> holder = hold("nightly", release);
    assertThat(AdvisoryLock.tryRun(database, "nightly", sql -> "mine")).isEmpty();
    assertThat(AdvisoryLock.tryRun(database, "hourly", sql -> "mine")).contains("mine");
    release.countDown();
    assertThat(holder.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(AdvisoryLock.tryRun(database, "nightly", sql -> "mine"))
        .isEqualTo(Optional.of("mine"));
  }

  @Test
  void waitingForALockEndsInATimeout() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> holder = hold("stock-taking", release);
    long start = System.nanoTime();
    assertThatThrownBy(() -> AdvisoryLock.runWithin(database, "stock-taking", 500, sql -> "mine"))
        .hasMessageContaining("lock timeout");
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(490);
    release.countDown();
    holder.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aWaiterGetsTheLockWhenItBecomesFree() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    hold("invoices", release);
    CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS).execute(release::countDown);
    assertThat(AdvisoryLock.<String>runWithin(database, "invoices", 10_000, sql -> "mine"))
        .isEqualTo("mine");
  }
}
