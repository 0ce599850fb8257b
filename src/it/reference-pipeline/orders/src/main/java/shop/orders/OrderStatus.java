package shop.orders;

import java.util.EnumSet;
import java.util.Set;

/** The life of an order. */
public enum OrderStatus {
  PLACED,
  PAID,
  SHIPPED,
  DELIVERED,
  CANCELLED,
  RETURNED;

  public Set<OrderStatus> successors() {
    return switch (this) {
      case PLACED -> EnumSet.of(PAID, CANCELLED);
      case PAID -> EnumSet.of(SHIPPED, CANCELLED);
      case SHIPPED -> EnumSet.of(DELIVERED, RETURNED);
      case DELIVERED -> EnumSet.of(RETURNED);
      case CANCELLED, RETURNED -> EnumSet.noneOf(OrderStatus.class);
    };
  }

  public boolean isFinal() {
    return successors().isEmpty();
  }
}
