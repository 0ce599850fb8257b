package shop.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.storage.TestServers;

class IdempotentPaymentsIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();

  @BeforeEach
  void startEmpty() {
    SERVERS.redis().clear();
  }

  private static IdempotentPayments payments(PaymentGateway bank, Duration inProgress) {
    return new IdempotentPayments(SERVERS.redis(), bank, inProgress);
  }

  @Test
  void theSameKeyIsPaidOnce() throws IOException {
    FlakyBank bank = new FlakyBank(0);
    IdempotentPayments payments = payments(bank, Duration.ofSeconds(5));
    PaymentGateway.Receipt first = payments.pay(FlakyBank.request("order-1", 100));
    assertThat(payments.pay(FlakyBank.request("order-1", 100))).isEqualTo(first);
    assertThat(bank.calls).hasValue(1);
  }

  @Test
  void aDeclinedPaymentIsRememberedToo() throws IOException {
    IdempotentPayments payments = payments(new FlakyBank(0), Duration.ofSeconds(5));
    assertThat(payments.pay(FlakyBank.request("order-2", 9_999_00)).approved()).isFalse();
    assertThat(payments.pay(FlakyBank.request("order-2", 9_999_00)).approved()).isFalse();
  }

  @Test
  void aFailedPaymentMayBeRepeatedAtOnce() throws IOException {
    IdempotentPayments payments = payments(new FlakyBank(1), Duration.ofMinutes(5));
    assertThatThrownBy(() -> payments.pay(FlakyBank.request("order-3", 100)))
        .isInstanceOf(IOException.class);
    assertThat(payments.pay(FlakyBank.request("order-3", 100)).approved()).isTrue();
  }

  @Test
  void manyClicksAreOnePayment() throws Exception {
    FlakyBank bank = new FlakyBank(0);
    IdempotentPayments payments = payments(bank, Duration.ofSeconds(20));
    ExecutorService clicks = Executors.newFixedThreadPool(8);
    Callable<PaymentGateway.Receipt> click = () -> payments.pay(FlakyBank.request("order-4", 100));
    Set<PaymentGateway.Receipt> receipts = new HashSet<>();
    for (Future<PaymentGateway.Receipt> f :
        clicks.invokeAll(List.of(click, click, click, click, click, click))) {
      receipts.add(f.get(30, TimeUnit.SECONDS));
    }
    clicks.shutdown();
    assertThat(receipts).hasSize(1);
    assertThat(bank.calls).hasValue(1);
  }

  @Test
  void doesNotWaitForeverForAnotherProcess() {
    SERVERS.redis().putIfAbsent("paying:order-5", "", Duration.ofMinutes(1));
    IdempotentPayments payments = payments(new FlakyBank(0), Duration.ofMillis(300));
    assertThatThrownBy(() -> payments.pay(FlakyBank.request("order-5", 100)))
        .hasMessageContaining("order-5 is still in progress");
  }

  @Test
  void takesOverWhenTheOtherProcessDied() throws IOException {
    SERVERS.redis().putIfAbsent("paying:order-6", "", Duration.ofMillis(500));
    FlakyBank bank = new FlakyBank(0);
    assertThat(
            payments(bank, Duration.ofSeconds(10))
                .pay(FlakyBank.request("order-6", 100))
                .approved())
        .isTrue();
    assertThat(bank.calls).hasValue(1);
  }

  @Test
  void aSecondProcessGetsTheAnswerOfTheFirst() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    FlakyBank bank = new FlakyBank(0);
    PaymentGateway slow =
        new PaymentGateway() {
          @Override
          public Receipt charge(Request request) throws IOException {
            asked.countDown();
            try {
              TimeUnit.MILLISECONDS.sleep(250);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return bank.charge(request);
          }

          @Override
          public void refund(String reference) {
            bank.refund(reference);
          }
        };
    ExecutorService first = Executors.newSingleThreadExecutor();
    Future<PaymentGateway.Receipt> receipt =
        first.submit(
            () -> payments(slow, Duration.ofSeconds(10)).pay(FlakyBank.request("order-7", 100)));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(payments(bank, Duration.ofSeconds(10)).pay(FlakyBank.request("order-7", 100)))
        .isEqualTo(receipt.get(10, TimeUnit.SECONDS));
    first.shutdown();
    assertThat(bank.calls).hasValue(1);
  }
}
