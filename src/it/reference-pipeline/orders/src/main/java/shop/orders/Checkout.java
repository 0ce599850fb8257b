package shop.orders;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import shop.catalog.Product;
import shop.customers.Customer;
import shop.inventory.Stock;
import shop.model.Cart;
import shop.model.LineItem;
import shop.payment.CardNumber;
import shop.payment.PaymentGateway;
import shop.pricing.PriceEngine;
import shop.pricing.Quote;

/**
 * Turns a cart into a paid order; whatever fails on the way, the steps before it are taken back.
 */
public final class Checkout {

  /** How a checkout ended. */
  public sealed interface Result {
    record Placed(Order order, Quote quote) implements Result {}

    record SoldOut(List<Stock.Shortage> shortages) implements Result {}

    record Declined(Order order) implements Result {}
  }

  private final PriceEngine prices;
  private final Stock stock;
  private final PaymentGateway bank;
  private final Orders orders;
  private final Clock clock;

  public Checkout(
      PriceEngine prices, Stock stock, PaymentGateway bank, Orders orders, Clock clock) {
    this.prices = prices;
    this.stock = stock;
    this.bank = bank;
    this.orders = orders;
    this.clock = clock;
  }

  /** A line for the cart at today's price. */
  public static LineItem line(Product product, int quantity) {
    return new LineItem(product.sku(), quantity, product.price());
  }

  /**
   * Fails with an {@link IOException} when the bank cannot be reached; the goods are back on the
   * shelf then.
   */
  public Result buy(Customer customer, Cart cart, CardNumber card) throws IOException {
    Quote quote = prices.quote(cart, customer.loyalty().group(), customer.address().country());
    List<Stock.Shortage> shortages = stock.take(cart.lines());
    if (!shortages.isEmpty()) {
      return new Result.SoldOut(shortages);
    }
    boolean sold = false;
    try {
      Order order =
          new Order(
              orders.nextId(),
              customer.id(),
              cart,
              quote.total(),
              OrderStatus.PLACED,
              "",
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      orders.add(order);
      PaymentGateway.Receipt receipt = pay(order, card);
      if (!receipt.approved()) {
        return new Result.Declined(cancel(order));
      }
      Order paid = order.paidWith(receipt.reference());
      orders.move(paid, OrderStatus.PLACED);
      sold = true;
      return new Result.Placed(paid, quote);
    } finally {
      if (!sold) {
        stock.putBack(cart.lines());
      }
    }
  }

  private PaymentGateway.Receipt pay(Order order, CardNumber card) throws IOException {
    try {
      return bank.charge(new PaymentGateway.Request(order.id().toString(), card, order.total()));
    } catch (IOException e) {
      cancel(order);
      throw e;
    }
  }

  private Order cancel(Order order) {
    Order cancelled = order.with(OrderStatus.CANCELLED);
    orders.move(cancelled, order.status());
    return cancelled;
  }
}
