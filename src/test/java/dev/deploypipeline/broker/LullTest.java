package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a start ahead lets clients go first. */
class LullTest {

  private final AtomicLong now = new AtomicLong(1_000_000_000);

  private Lull lull(Runnable whileWaiting) {
    return new Lull(
        now::get,
        nanos -> {
          now.addAndGet(nanos);
          whileWaiting.run();
        });
  }

  private Duration waited(Lull lull) throws InterruptedException {
    long begin = now.get();
    lull.await(() -> false);
    return Duration.ofNanos(now.get() - begin);
  }

  @Test
  void nobodyIsWaitedForBeforeTheFirstRequest() throws InterruptedException {
    assertThat(waited(lull(() -> {}))).isZero();
  }

  @Test
  void aClientThatJustAskedGoesFirst() throws InterruptedException {
    Lull lull = lull(() -> {});
    lull.asked();
    assertThat(waited(lull)).isEqualTo(Lull.GAP);
    assertThat(waited(lull)).isZero();
  }

  @Test
  void clientsThatAskAgainAndAgainHoldItUpForALimitedTime() throws InterruptedException {
    AtomicLong requests = new AtomicLong();
    Lull[] lull = new Lull[1];
    lull[0] =
        lull(
            () -> {
              requests.incrementAndGet();
              lull[0].asked();
            });
    lull[0].asked();
    assertThat(waited(lull[0])).isEqualTo(Lull.LONGEST);
    assertThat(requests.get()).isGreaterThan(1);
  }

  @Test
  void whatIsNotWantedAnyMoreDoesNotWait() throws InterruptedException {
    Lull lull = lull(() -> {});
    lull.asked();
    long begin = now.get();
    lull.await(() -> true);
    assertThat(now.get()).isEqualTo(begin);
  }
}
