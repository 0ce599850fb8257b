package shop.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import shop.model.Money;

/** Spots cards that pay too often or too much within a window of time. */
public final class VelocityCheck {

  private record Payment(Instant at, long cents) {}

  private final Duration window;
  private final int maxPayments;
  private final long maxCents;
  private final Map<String, Deque<Payment>> recent = new HashMap<>();

  public VelocityCheck(Duration window, int maxPayments, Money maxTotal) {
    this.window = window;
    this.maxPayments = maxPayments;
    this.maxCents = maxTotal.cents();
  }

  /** Whether the payment is within the limits; only then does it count towards them. */
  public synchronized boolean accept(String card, Money amount, Instant at) {
    Deque<Payment> payments = recent.computeIfAbsent(card, c -> new ArrayDeque<>());
    while (!payments.isEmpty() && !payments.peekFirst().at.isAfter(at.minus(window))) {
      payments.removeFirst();
    }
    long sum = payments.stream().mapToLong(Payment::cents).sum();
    if (payments.size() >= maxPayments || sum + amount.cents() > maxCents) {
      return false;
    }
    payments.addLast(new Payment(at, amount.cents()));
    return true;
  }
}
