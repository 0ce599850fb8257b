package shop.payment;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import shop.storage.RedisSpace;

/** Makes sure that one key is paid once, whichever process is asked and however often. */
public final class IdempotentPayments {
  private static final Duration REMEMBER = Duration.ofHours(24);
  private static final Duration POLL = Duration.ofMillis(20);

  private final RedisSpace redis;
  private final PaymentGateway gateway;
  private final Duration inProgress;

  /**
   * {@code inProgress} is how long a charge may take before another process may try in its place.
   */
  public IdempotentPayments(RedisSpace redis, PaymentGateway gateway, Duration inProgress) {
    this.redis = redis;
    this.gateway = gateway;
    this.inProgress = inProgress;
  }

  public PaymentGateway.Receipt pay(PaymentGateway.Request request) throws IOException {
    long giveUp = System.nanoTime() + 2 * inProgress.toNanos();
    while (System.nanoTime() < giveUp) {
      Optional<PaymentGateway.Receipt> earlier =
          redis.get("paid:" + request.key()).map(IdempotentPayments::receipt);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      if (redis.putIfAbsent("paying:" + request.key(), "", inProgress)) {
        return charge(request);
      }
      redis.pop("done:" + request.key(), POLL);
    }
    throw new IOException("Payment " + request.key() + " is still in progress elsewhere.");
  }

  private PaymentGateway.Receipt charge(PaymentGateway.Request request) throws IOException {
    try {
      PaymentGateway.Receipt receipt = gateway.charge(request);
      redis.put("paid:" + request.key(), receipt.approved() + ":" + receipt.reference(), REMEMBER);
      return receipt;
    } finally {
      redis.remove("paying:" + request.key());
    }
  }

  private static PaymentGateway.Receipt receipt(String text) {
    int colon = text.indexOf(':');
    return new PaymentGateway.Receipt(
        text.substring(colon + 1), Boolean.parseBoolean(text.substring(0, colon)));
  }
}
