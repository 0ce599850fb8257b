package shop.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  @Test
  void aBurstIsServedWithoutWaiting() {
    RateLimiter limiter = new RateLimiter(Duration.ofSeconds(10), 5);
    for (int i = 0; i < 5; i++) {
      assertThat(limiter.tryAcquire(Duration.ZERO)).isTrue();
    }
    assertThat(limiter.tryAcquire(Duration.ZERO)).isFalse();
  }

  @Test
  void afterTheBurstPermitsComeAtTheRate() {
    RateLimiter limiter = new RateLimiter(Duration.ofMillis(40), 1);
    long start = System.nanoTime();
    for (int i = 0; i < 11; i++) {
      assertThat(limiter.tryAcquire(Duration.ofSeconds(5))).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aRefusedCallerTakesNoPermit() {
    RateLimiter limiter = new RateLimiter(Duration.ofMillis(60), 1);
    limiter.tryAcquire(Duration.ZERO);
    for (int i = 0; i < 1_000; i++) {
      limiter.tryAcquire(Duration.ofNanos(1));
    }
    assertThat(limiter.tryAcquire(Duration.ofMillis(60))).isTrue();
  }

  @Test
  void threadsShareOneRate() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(Duration.ofMillis(50), 2);
    AtomicInteger granted = new AtomicInteger();
    long start = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 40; i++) {
      threads.execute(
          () -> {
            if (limiter.tryAcquire(Duration.ofMillis(120))) {
              granted.incrementAndGet();
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    long intervals = (System.nanoTime() - start) / Duration.ofMillis(50).toNanos();
    assertThat(granted.get()).isBetween(2, (int) (2 + intervals));
  }

  @Test
  void refusesAnEmptyBucket() {
    assertThatThrownBy(() -> new RateLimiter(Duration.ofMillis(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
