package shop.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import shop.resilience.CircuitBreaker;
import shop.resilience.RateLimiter;
import shop.resilience.RetryPolicy;

class ResilientGatewayTest {
  private static final RetryPolicy RETRY =
      new RetryPolicy(4, Duration.ofMillis(100), 1.5, Duration.ofMillis(200));

  private static ResilientGateway gateway(PaymentGateway bank, int threshold, Duration interval) {
    return new ResilientGateway(
        bank,
        RETRY,
        new CircuitBreaker(threshold, Duration.ofMinutes(1)),
        new RateLimiter(interval, 3));
  }

  @Test
  void aShortDisturbanceIsNotNoticed() throws IOException {
    FlakyBank bank = new FlakyBank(3);
    PaymentGateway gateway = gateway(bank, 10, Duration.ofMillis(1));
    assertThat(gateway.charge(FlakyBank.request("a", 100)).approved()).isTrue();
    assertThat(bank.calls).hasValue(4);
  }

  @Test
  void aDeclinedCardIsAnAnswerAndNotRepeated() throws IOException {
    FlakyBank bank = new FlakyBank(0);
    PaymentGateway gateway = gateway(bank, 10, Duration.ofMillis(1));
    assertThat(gateway.charge(FlakyBank.request("a", 2_000_00)).approved()).isFalse();
    assertThat(bank.calls).hasValue(1);
  }

  @Test
  void aLongDisturbanceIsReported() {
    PaymentGateway gateway = gateway(new FlakyBank(99), 10, Duration.ofMillis(1));
    assertThatThrownBy(() -> gateway.charge(FlakyBank.request("a", 100)))
        .isInstanceOf(IOException.class)
        .hasMessage("The bank cannot be reached: failed after 4 attempt(s): connection reset");
  }

  @Test
  void aBrokenBankIsLeftAlone() {
    FlakyBank bank = new FlakyBank(99);
    PaymentGateway gateway = gateway(bank, 2, Duration.ofMillis(1));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> gateway.charge(FlakyBank.request("a", 100)))
          .hasMessageContaining("cannot be reached");
    }
    assertThat(bank.calls).hasValue(2);
  }

  @Test
  void paymentsKeepToTheAgreedRate() throws IOException {
    PaymentGateway gateway = gateway(new FlakyBank(0), 10, Duration.ofMillis(60));
    long start = System.nanoTime();
    for (int i = 0; i < 13; i++) {
      gateway.charge(FlakyBank.request("k" + i, 100));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(600));
  }

  @Test
  void refundsGoTheSameWay() throws IOException {
    FlakyBank bank = new FlakyBank(0);
    gateway(bank, 10, Duration.ofMillis(1)).refund("r1");
    assertThat(bank.refunded).containsExactly("r1");
  }
}
