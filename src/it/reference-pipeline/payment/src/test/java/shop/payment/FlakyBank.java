package shop.payment;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import shop.model.Money;

/** A bank that fails its first calls and declines what is dearer than its limit. */
final class FlakyBank implements PaymentGateway {
  static final CardNumber CARD = CardNumber.parse("4111 1111 1111 1111");

  final AtomicInteger calls = new AtomicInteger();
  final Set<String> refunded = ConcurrentHashMap.newKeySet();
  private final int failures;

  FlakyBank(int failures) {
    this.failures = failures;
  }

  static Request request(String key, long cents) {
    return new Request(key, CARD, Money.eur(cents));
  }

  @Override
  public Receipt charge(Request request) throws IOException {
    int call = calls.incrementAndGet();
    if (call <= failures) {
      throw new IOException("connection reset");
    }
    return new Receipt("r" + call, request.amount().cents() <= 1_000_00);
  }

  @Override
  public void refund(String reference) {
    refunded.add(reference);
  }
}
