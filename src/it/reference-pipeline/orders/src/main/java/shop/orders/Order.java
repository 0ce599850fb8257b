package shop.orders;

import java.time.Instant;
import shop.model.Cart;
import shop.model.Money;
import shop.model.OrderId;

/** What a customer has bought. */
public record Order(
    OrderId id,
    long customerId,
    Cart cart,
    Money total,
    OrderStatus status,
    String paymentReference,
    Instant placedAt) {

  public Order {
    if (cart.lines().isEmpty()) {
      throw new IllegalArgumentException("order " + id + " is empty");
    }
    if (total.isNegative()) {
      throw new IllegalArgumentException("order " + id + " must not cost " + total);
    }
  }

  public Order with(OrderStatus next) {
    if (!status.successors().contains(next)) {
      throw new IllegalStateException(
          "Order "
              + id
              + " is "
              + status
              + " and cannot become "
              + next
              + ", only "
              + status.successors()
              + ".");
    }
    return new Order(id, customerId, cart, total, next, paymentReference, placedAt);
  }

  public Order paidWith(String reference) {
    Order paid = with(OrderStatus.PAID);
    return new Order(id, customerId, cart, total, paid.status, reference, placedAt);
  }
}
