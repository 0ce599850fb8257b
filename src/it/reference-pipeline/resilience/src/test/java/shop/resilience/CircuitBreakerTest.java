package shop.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final Callable<String> FAILING =
      () -> {
        throw new IOException("503");
      };

  /** Long enough for a slow machine to look at the open breaker before the cool-down is over. */
  private static final Duration COOL_DOWN = Duration.ofMillis(400);

  private final CircuitBreaker breaker = new CircuitBreaker(2, COOL_DOWN);

  private void open() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> breaker.call(FAILING)).isInstanceOf(IOException.class);
    }
  }

  /** Polls the way a client does: with pauses, until the breaker lets a probe through. */
  private void awaitCoolDown() {
    new RetryPolicy(40, Duration.ofMillis(25), 1, Duration.ofMillis(25))
        .call(
            () -> {
              if (breaker.state() == CircuitBreaker.State.OPEN) {
                throw new IllegalStateException("still open");
              }
              return true;
            });
  }

  @Test
  void startsClosed() throws Exception {
    assertThat(breaker.call(() -> "ok")).isEqualTo("ok");
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void opensAfterFailuresInARow() {
    open();
    assertThatThrownBy(() -> breaker.call(() -> "ok"))
        .isInstanceOf(CircuitBreaker.OpenException.class);
  }

  @Test
  void aSuccessInBetweenResetsTheCount() throws Exception {
    assertThatThrownBy(() -> breaker.call(FAILING)).isInstanceOf(IOException.class);
    breaker.call(() -> "ok");
    assertThatThrownBy(() -> breaker.call(FAILING)).isInstanceOf(IOException.class);
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void aSuccessfulProbeAfterTheCoolDownClosesIt() throws Exception {
    open();
    awaitCoolDown();
    assertThat(breaker.call(() -> "ok")).isEqualTo("ok");
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void aFailedProbeStartsTheCoolDownAgain() {
    open();
    awaitCoolDown();
    assertThatThrownBy(() -> breaker.call(FAILING)).isInstanceOf(IOException.class);
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
  }
}
