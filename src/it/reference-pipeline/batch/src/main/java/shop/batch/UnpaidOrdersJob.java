package shop.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import shop.inventory.Stock;
import shop.notification.Message;
import shop.notification.MessageTemplate;
import shop.notification.Outbox;
import shop.orders.Order;
import shop.orders.OrderRepository;
import shop.orders.OrderStatus;
import shop.storage.AdvisoryLock;
import shop.storage.Database;

/**
 * Cancels orders that were never paid, frees their goods and tells the customers; one process at a
 * time.
 */
public final class UnpaidOrdersJob {
  private static final MessageTemplate TEXT =
      MessageTemplate.parse(
          "Your order {{order}} was not paid and is cancelled:\n"
              + "{{#lines}}- {{pieces}} x {{sku}}\n"
              + "{{/lines}}");

  private final Database database;
  private final OrderRepository orders;
  private final Stock stock;
  private final Outbox outbox;
  private final Clock clock;

  public UnpaidOrdersJob(Database database, Stock stock, Outbox outbox, Clock clock) {
    this.database = database;
    this.orders = new OrderRepository(database);
    this.stock = stock;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Cancels what is older than {@code age}; does nothing while another process is at it. */
  public int run(Duration age) {
    return AdvisoryLock.tryRun(database, "unpaid-orders", sql -> cancelAll(age)).orElse(0);
  }

  private int cancelAll(Duration age) {
    int cancelled = 0;
    List<Order> unpaid = orders.stuck(OrderStatus.PLACED, clock.instant().minus(age), 50);
    while (!unpaid.isEmpty()) {
      unpaid.forEach(this::cancel);
      cancelled += unpaid.size();
      unpaid = orders.stuck(OrderStatus.PLACED, clock.instant().minus(age), 50);
    }
    return cancelled;
  }

  private void cancel(Order order) {
    orders.move(order.with(OrderStatus.CANCELLED), OrderStatus.PLACED);
    stock.putBack(order.cart().lines());
    List<Map<String, Object>> lines =
        order.cart().lines().stream()
            .map(l -> Map.<String, Object>of("pieces", l.quantity(), "sku", l.sku()))
            .toList();
    String text = TEXT.render(Map.of("order", order.id(), "lines", lines));
    outbox.submit(
        new Message(
            "unpaid-" + order.id(), "customer-" + order.customerId(), "Order cancelled", text, 0));
  }
}
