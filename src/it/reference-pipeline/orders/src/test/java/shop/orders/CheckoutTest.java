package shop.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.inventory.Stock;
import shop.model.Cart;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.RandomShop;
import shop.model.Sku;
import shop.payment.PaymentGateway;
import shop.payment.ResilientGateway;
import shop.pricing.PriceEngine;
import shop.pricing.PromotionFile;
import shop.resilience.CircuitBreaker;
import shop.resilience.RateLimiter;
import shop.resilience.RetryPolicy;

class CheckoutTest {
  private static final Sku SOCKS = Sku.of("SO", 1);
  private static final Cart CART = Cart.empty("EUR").with(new LineItem(SOCKS, 4, Money.eur(1_000)));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  private final Fakes.Shelf shelf = new Fakes.Shelf();
  private final Fakes.Bank bank = new Fakes.Bank();
  private final Fakes.Ledger ledger = new Fakes.Ledger();

  private Checkout checkout(PaymentGateway gateway) {
    PriceEngine prices =
        new PriceEngine(
            PromotionFile.parse("promotion \"gold\" when customer is gold then 10 % off;"));
    return new Checkout(prices, shelf, gateway, ledger, CLOCK);
  }

  @Test
  void aPaidOrderIsPlacedAndTheGoodsAreTaken() throws IOException {
    shelf.pieces.put(SOCKS, 10);
    Checkout.Result result = checkout(bank).buy(Fakes.ANNA, CART, Fakes.CARD);
    assertThat(result).isInstanceOf(Checkout.Result.Placed.class);
    Order order = ((Checkout.Result.Placed) result).order();
    assertThat(order.total()).isEqualTo(Money.eur(3_600 + 490));
    assertThat(ledger.find(order.id())).contains(order);
    assertThat(order.status()).isEqualTo(OrderStatus.PAID);
    assertThat(shelf.pieces).containsEntry(SOCKS, 6);
  }

  @Test
  void whatIsSoldOutIsNotCharged() throws IOException {
    shelf.pieces.put(SOCKS, 3);
    assertThat(checkout(bank).buy(Fakes.ANNA, CART, Fakes.CARD))
        .isEqualTo(new Checkout.Result.SoldOut(List.of(new Stock.Shortage(SOCKS, 4, 3))));
    assertThat(bank.charged).isZero();
    assertThat(ledger.orders).isEmpty();
  }

  @Test
  void aDeclinedCardPutsTheGoodsBack() throws IOException {
    shelf.pieces.put(SOCKS, 10);
    bank.declineEvery = 1;
    Checkout.Result result = checkout(bank).buy(Fakes.ANNA, CART, Fakes.CARD);
    assertThat(((Checkout.Result.Declined) result).order().status())
        .isEqualTo(OrderStatus.CANCELLED);
    assertThat(shelf.pieces).containsEntry(SOCKS, 10);
  }

  @Test
  void anUnreachableBankPutsTheGoodsBack() {
    shelf.pieces.put(SOCKS, 10);
    bank.unreachableEvery = 1;
    assertThatThrownBy(() -> checkout(bank).buy(Fakes.ANNA, CART, Fakes.CARD))
        .isInstanceOf(IOException.class);
    assertThat(shelf.pieces).containsEntry(SOCKS, 10);
    assertThat(ledger.orders.values())
        .extracting(Order::status)
        .containsOnly(OrderStatus.CANCELLED);
  }

  @Test
  void aShakyNetworkCostsTimeButNoOrders() throws IOException {
    shelf.pieces.put(SOCKS, 40);
    bank.unreachableEvery = 2;
    PaymentGateway patient =
        new ResilientGateway(
            bank,
            new RetryPolicy(3, Duration.ofMillis(120), 1.5, Duration.ofMillis(200)),
            new CircuitBreaker(5, Duration.ofSeconds(1)),
            new RateLimiter(Duration.ofMillis(10), 5));
    for (int i = 0; i < 10; i++) {
      assertThat(checkout(patient).buy(Fakes.ANNA, CART, Fakes.CARD))
          .isInstanceOf(Checkout.Result.Placed.class);
    }
    assertThat(shelf.pieces).containsEntry(SOCKS, 0);
  }

  @Test
  void moneyAndGoodsAlwaysAddUp() {
    RandomShop shop = new RandomShop(82);
    bank.declineEvery = 7;
    bank.unreachableEvery = 11;
    Checkout checkout = checkout(bank);
    for (int i = 0; i < 15_000; i++) {
      Cart cart = shop.cart(5);
      cart.lines().forEach(l -> shelf.pieces.merge(l.sku(), shop.between(0, 12), Integer::sum));
      int before = shelf.pieces.values().stream().mapToInt(Integer::intValue).sum();
      long charged = bank.charged;
      Order order = buy(checkout, cart);
      int taken = before - shelf.pieces.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(taken).isEqualTo(order == null ? 0 : cart.pieces());
      assertThat(bank.charged - charged).isEqualTo(order == null ? 0 : order.total().cents());
      shelf.pieces.clear();
    }
  }

  private static Order buy(Checkout checkout, Cart cart) {
    try {
      return checkout.buy(Fakes.ANNA, cart, Fakes.CARD) instanceof Checkout.Result.Placed placed
          ? placed.order()
          : null;
    } catch (IOException e) {
      return null;
    }
  }
}
