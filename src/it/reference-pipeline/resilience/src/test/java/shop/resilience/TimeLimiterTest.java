package shop.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimiterTest {
  private final TimeLimiter limiter = new TimeLimiter();

  @AfterEach
  void close() {
    limiter.close();
  }

  @Test
  void handsOutTheResultOfAFastAction() throws TimeoutException {
    assertThat(limiter.call(() -> 42, Duration.ofSeconds(5))).isEqualTo(42);
  }

  @Test
  void interruptsAnActionThatUsesUpItsBudget() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                limiter.call(
                    () -> {
                      try {
                        return new CountDownLatch(1).await(30, TimeUnit.SECONDS);
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                      }
                    },
                    Duration.ofMillis(200)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("not done within 200 ms");
    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void passesOnTheFailureOfTheAction() {
    assertThatThrownBy(
            () ->
                limiter.call(
                    () -> {
                      throw new IllegalArgumentException("no such order");
                    },
                    Duration.ofSeconds(5)))
        .hasMessage("no such order");
  }
}
