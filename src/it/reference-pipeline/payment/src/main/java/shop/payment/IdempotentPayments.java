package shop.payment;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import shop.storage.RedisSpace;

/** Makes sure that one key is paid once, whichever process is asked and however often. */
public final class IdempotentPayments {
  private static final Duration REMEMBER = Duration.ofHours(24);
  private static final Duration POLL = Duration.ofMillis(20);

  /** A claim that has expired may be another process's by now; only our own is removed. */
  private static final String GIVE_UP_CLAIM =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return"
          + " 0";

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
    String me = UUID.randomUUID().toString();
    long giveUp = System.nanoTime() + 2 * inProgress.toNanos();
    while (System.nanoTime() < giveUp) {
      Optional<PaymentGateway.Receipt> earlier = paid(request);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      if (redis.putIfAbsent("paying:" + request.key(), me, inProgress)) {
        return charge(request, me);
      }
      pause();
    }
    throw new IOException("Payment " + request.key() + " is still in progress elsewhere.");
  }

  private PaymentGateway.Receipt charge(PaymentGateway.Request request, String me)
      throws IOException {
    try {
      // Another process may have finished between our look and our claim.
      Optional<PaymentGateway.Receipt> earlier = paid(request);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      PaymentGateway.Receipt receipt = gateway.charge(request);
      redis.put("paid:" + request.key(), receipt.approved() + ":" + receipt.reference(), REMEMBER);
      return receipt;
    } finally {
      redis.eval(GIVE_UP_CLAIM, List.of("paying:" + request.key()), List.of(me));
    }
  }

  private Optional<PaymentGateway.Receipt> paid(PaymentGateway.Request request) {
    return redis.get("paid:" + request.key()).map(IdempotentPayments::receipt);
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another process was paying", e);
    }
  }

  private static PaymentGateway.Receipt receipt(String text) {
    int colon = text.indexOf(':');
    return new PaymentGateway.Receipt(
        text.substring(colon + 1), Boolean.parseBoolean(text.substring(0, colon)));
  }
}
