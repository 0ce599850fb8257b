package shop.payment;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import shop.resilience.CircuitBreaker;
import shop.resilience.RateLimiter;
import shop.resilience.RetriesExhaustedException;
import shop.resilience.RetryPolicy;

/**
 * A bank behind a bad network: repeats what failed, keeps to the agreed rate, and leaves a broken
 * bank alone.
 */
public final class ResilientGateway implements PaymentGateway {
  private final PaymentGateway bank;
  private final RetryPolicy retry;
  private final CircuitBreaker breaker;
  private final RateLimiter rate;

  public ResilientGateway(
      PaymentGateway bank, RetryPolicy retry, CircuitBreaker breaker, RateLimiter rate) {
    this.bank = bank;
    this.retry = retry;
    this.breaker = breaker;
    this.rate = rate;
  }

  @Override
  public Receipt charge(Request request) throws IOException {
    return call(() -> bank.charge(request));
  }

  @Override
  public void refund(String reference) throws IOException {
    call(
        () -> {
          bank.refund(reference);
          return null;
        });
  }

  private <T> T call(Callable<T> action) throws IOException {
    try {
      return retry.call(() -> once(action), e -> e instanceof IOException);
    } catch (RetriesExhaustedException e) {
      throw new IOException("The bank cannot be reached: " + e.getMessage(), e.getCause());
    }
  }

  private <T> T once(Callable<T> action) throws Exception {
    if (!rate.tryAcquire(Duration.ofSeconds(2))) {
      throw new IOException("too many payments at once");
    }
    return breaker.call(action);
  }
}
