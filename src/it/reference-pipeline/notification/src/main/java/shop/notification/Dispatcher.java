package shop.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shop.resilience.RetryPolicy;

/** Sends what is in the outbox, each message as often as the policy says, with its pauses. */
public final class Dispatcher {

  /** Mail, SMS or the like. */
  @FunctionalInterface
  public interface Transport {
    void send(Message message) throws IOException;
  }

  private static final Duration POLL = Duration.ofMillis(50);

  private final Outbox outbox;
  private final Transport transport;
  private final List<Duration> delays;

  public Dispatcher(Outbox outbox, Transport transport, RetryPolicy policy) {
    this.outbox = outbox;
    this.transport = transport;
    this.delays = policy.delays();
  }

  /**
   * Works until nothing waits any more, or the time is over; says how many messages were delivered.
   */
  public int drain(Duration maxTime) {
    long end = System.nanoTime() + maxTime.toNanos();
    int delivered = 0;
    while (outbox.waiting() > 0 && System.nanoTime() < end) {
      Optional<Message> message = outbox.take(POLL);
      if (message.isPresent() && deliver(message.get())) {
        delivered++;
      }
    }
    return delivered;
  }

  private boolean deliver(Message message) {
    try {
      transport.send(message);
      return true;
    } catch (IOException e) {
      if (message.attempt() < delays.size()) {
        outbox.tryAgain(message, delays.get(message.attempt()));
      } else {
        outbox.bury(message);
      }
      return false;
    }
  }
}
