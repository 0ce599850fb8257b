package shop.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.catalog.Product;
import shop.catalog.ProductRepository;
import shop.inventory.StockRepository;
import shop.model.Cart;
import shop.model.Money;
import shop.model.OrderId;
import shop.model.Sku;
import shop.payment.IdempotentPayments;
import shop.payment.PaymentGateway;
import shop.payment.ResilientGateway;
import shop.pricing.PriceEngine;
import shop.pricing.PromotionFile;
import shop.resilience.CircuitBreaker;
import shop.resilience.RateLimiter;
import shop.resilience.RetryPolicy;
import shop.storage.TestServers;

/** All the parts together, on real servers; only the bank is a fake. */
class CheckoutIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Product SOCKS =
      new Product(Sku.of("SO", 1), "Socks", "clothes", Money.eur(500), 80);

  private final StockRepository stock = new StockRepository(SERVERS.database(), 10_000);
  private final OrderRepository orders = new OrderRepository(SERVERS.database());
  private final Fakes.Bank bank = new Fakes.Bank();

  @BeforeAll
  static void createTables() {
    ProductRepository.MIGRATIONS.apply(SERVERS.database());
    StockRepository.MIGRATIONS.apply(SERVERS.database());
    OrderRepository.MIGRATIONS.apply(SERVERS.database());
  }

  @BeforeEach
  void fillShelves() {
    SERVERS.redis().clear();
    SERVERS
        .database()
        .inTransaction(sql -> sql.update("DELETE FROM stock") + sql.update("DELETE FROM orders"));
    new ProductRepository(SERVERS.database()).saveAll(List.of(SOCKS));
    stock.receive(SOCKS.sku(), 50);
  }

  private Checkout checkout() {
    PaymentGateway once =
        new PaymentGateway() {
          private final IdempotentPayments payments =
              new IdempotentPayments(SERVERS.redis(), network(), Duration.ofSeconds(5));

          @Override
          public Receipt charge(Request request) throws IOException {
            return payments.pay(request);
          }

          @Override
          public void refund(String reference) throws IOException {
            bank.refund(reference);
          }
        };
    return new Checkout(
        new PriceEngine(
            PromotionFile.parse("promotion \"four\" then pay 3 of 4 " + SOCKS.sku() + ";")),
        stock,
        once,
        orders,
        Clock.systemUTC());
  }

  private PaymentGateway network() {
    return new ResilientGateway(
        bank,
        new RetryPolicy(3, Duration.ofMillis(150), 1.5, Duration.ofMillis(300)),
        new CircuitBreaker(50, Duration.ofSeconds(1)),
        new RateLimiter(Duration.ofMillis(15), 10));
  }

  private static Cart cart(int socks) {
    return Cart.empty("EUR").with(Checkout.line(SOCKS, socks));
  }

  @Test
  void anOrderIsPricedPaidAndStored() throws IOException {
    Checkout.Result result = checkout().buy(Fakes.ANNA, cart(4), Fakes.CARD);
    Order order = ((Checkout.Result.Placed) result).order();
    assertThat(order.total()).isEqualTo(Money.eur(1_500 + 490));
    assertThat(orders.find(OrderId.parse(order.id().toString()))).contains(order);
    assertThat(stock.available(SOCKS.sku())).isEqualTo(46);
  }

  @Test
  void aDeclinedOrderIsKeptAsCancelled() throws IOException {
    bank.declineEvery = 1;
    Checkout.Result result = checkout().buy(Fakes.ANNA, cart(4), Fakes.CARD);
    OrderId id = ((Checkout.Result.Declined) result).order().id();
    assertThat(orders.find(id).orElseThrow().status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(stock.available(SOCKS.sku())).isEqualTo(50);
  }

  @Test
  void aShakyNetworkIsNotNoticed() throws IOException {
    bank.unreachableEvery = 2;
    for (int i = 0; i < 4; i++) {
      assertThat(checkout().buy(Fakes.ANNA, cart(1), Fakes.CARD))
          .isInstanceOf(Checkout.Result.Placed.class);
    }
    assertThat(stock.available(SOCKS.sku())).isEqualTo(46);
  }

  @Test
  void theLastPiecesAreSoldOnce() throws Exception {
    Checkout checkout = checkout();
    ExecutorService buyers = Executors.newFixedThreadPool(4);
    Callable<Checkout.Result> buy = () -> checkout.buy(Fakes.ANNA, cart(15), Fakes.CARD);
    int placed = 0;
    for (Future<Checkout.Result> f : buyers.invokeAll(List.of(buy, buy, buy, buy, buy))) {
      placed += f.get() instanceof Checkout.Result.Placed ? 1 : 0;
    }
    buyers.shutdown();
    assertThat(placed).isEqualTo(3);
    assertThat(stock.available(SOCKS.sku())).isEqualTo(5);
  }
}
