package shop.orders;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.customers.Customer;
import shop.customers.Email;
import shop.customers.Loyalty;
import shop.customers.PostalAddress;
import shop.inventory.Stock;
import shop.model.LineItem;
import shop.model.OrderId;
import shop.model.Sku;
import shop.payment.CardNumber;
import shop.payment.PaymentGateway;

/** The neighbours of the checkout, in memory. */
final class Fakes {
  static final CardNumber CARD = CardNumber.parse("4111 1111 1111 1111");
  static final Customer ANNA =
      new Customer(
          7,
          "Anna",
          new Email("anna@example.org"),
          new PostalAddress("Ring 1", "1010", "Wien", "AT"),
          Loyalty.GOLD);

  private Fakes() {}

  static final class Shelf implements Stock {
    final Map<Sku, Integer> pieces = new HashMap<>();

    @Override
    public List<Shortage> take(List<LineItem> lines) {
      List<Shortage> shortages = new ArrayList<>();
      for (LineItem line : lines) {
        int available = pieces.getOrDefault(line.sku(), 0);
        if (available < line.quantity()) {
          shortages.add(new Shortage(line.sku(), line.quantity(), available));
        }
      }
      if (shortages.isEmpty()) {
        lines.forEach(l -> pieces.merge(l.sku(), -l.quantity(), Integer::sum));
      }
      return shortages;
    }

    @Override
    public void putBack(List<LineItem> lines) {
      lines.forEach(l -> pieces.merge(l.sku(), l.quantity(), Integer::sum));
    }
  }

  static final class Bank implements PaymentGateway {
    long charged;
    int unreachableEvery = Integer.MAX_VALUE;
    int declineEvery = Integer.MAX_VALUE;
    private int calls;

    @Override
    public Receipt charge(Request request) throws IOException {
      calls++;
      if (calls % unreachableEvery == 0) {
        throw new IOException("connection reset");
      }
      boolean approved = calls % declineEvery != 0;
      charged += approved ? request.amount().cents() : 0;
      return new Receipt("r" + calls, approved);
    }

    @Override
    public void refund(String reference) throws IOException {
      throw new IOException("no refunds in this test");
    }
  }

  static final class Ledger implements Orders {
    final Map<OrderId, Order> orders = new HashMap<>();

    @Override
    public OrderId nextId() {
      return new OrderId(orders.size() + 1L);
    }

    @Override
    public void add(Order order) {
      orders.put(order.id(), order);
    }

    @Override
    public void move(Order order, OrderStatus from) {
      if (orders.put(order.id(), order).status() != from) {
        throw new IllegalStateException(order.id() + " is not " + from);
      }
    }

    @Override
    public Optional<Order> find(OrderId id) {
      return Optional.ofNullable(orders.get(id));
    }
  }
}
