package shop.orders;

import java.util.Optional;
import shop.model.OrderId;

/** Where orders are kept. */
public interface Orders {

  OrderId nextId();

  void add(Order order);

  /** Stores the order's new status, if it still has the status that it was read with. */
  void move(Order order, OrderStatus from);

  Optional<Order> find(OrderId id);
}
