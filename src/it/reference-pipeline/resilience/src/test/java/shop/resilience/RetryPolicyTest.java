package shop.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(4, Duration.ofMillis(50), 2, Duration.ofMillis(150));

  @Test
  void delaysGrowUpToTheMaximum() {
    assertThat(POLICY.delays())
        .containsExactly(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(150));
  }

  @Test
  void delaysNeverShrinkAndNeverExceedTheMaximum() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Duration first = Duration.ofMillis(random.nextInt(1_000));
      Duration max = first.plusMillis(random.nextInt(10_000));
      RetryPolicy policy =
          new RetryPolicy(1 + random.nextInt(12), first, 1 + random.nextDouble() * 3, max);
      assertThat(policy.delays()).isSorted().hasSize(policy.attempts() - 1);
      assertThat(policy.delays().stream().allMatch(d -> d.compareTo(max) <= 0)).isTrue();
    }
  }

  @Test
  void aSuccessNeedsNoSecondAttempt() {
    AtomicInteger calls = new AtomicInteger();
    assertThat(POLICY.call(calls::incrementAndGet)).isEqualTo(1);
  }

  @Test
  void waitsBetweenTheAttemptsUntilOneSucceeds() {
    AtomicInteger calls = new AtomicInteger();
    long start = System.nanoTime();
    String result =
        POLICY.call(
            () -> {
              if (calls.incrementAndGet() < 3) {
                throw new IOException("connection reset");
              }
              return "done";
            });
    assertThat(result).isEqualTo("done");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void givesUpAfterTheLastAttemptAndKeepsTheCause() {
    assertThatThrownBy(
            () ->
                POLICY.call(
                    () -> {
                      throw new IOException("connection refused");
                    }))
        .isInstanceOfSatisfying(
            RetriesExhaustedException.class, e -> assertThat(e.attempts()).isEqualTo(4))
        .hasRootCauseMessage("connection refused");
  }

  @Test
  void doesNotRetryWhatIsNotRetryable() {
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                POLICY.call(
                    () -> {
                      calls.incrementAndGet();
                      throw new IllegalArgumentException("bad card");
                    },
                    e -> e instanceof IOException))
        .hasMessageContaining("bad card");
    assertThat(calls).hasValue(1);
  }

  @Test
  void refusesAPolicyWithoutAttempts() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, 1, Duration.ZERO))
        .hasMessageContaining("at least 1, not 0");
  }
}
