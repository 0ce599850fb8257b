package shop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.inventory.StockRepository;
import shop.model.Cart;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.Sku;
import shop.notification.Message;
import shop.notification.Outbox;
import shop.orders.Order;
import shop.orders.OrderRepository;
import shop.orders.OrderStatus;
import shop.storage.AdvisoryLock;
import shop.storage.Database;
import shop.storage.TestServers;

class UnpaidOrdersJobIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Sku SOCKS = Sku.of("SO", 1);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final OrderRepository orders = new OrderRepository(SERVERS.database());
  private final StockRepository stock = new StockRepository(SERVERS.database(), 10_000);
  private final Outbox outbox = new Outbox(SERVERS.redis());

  @BeforeAll
  static void createTables() {
    OrderRepository.MIGRATIONS.apply(SERVERS.database());
    StockRepository.MIGRATIONS.apply(SERVERS.database());
  }

  @BeforeEach
  void startEmpty() {
    SERVERS.redis().clear();
    SERVERS
        .database()
        .inTransaction(sql -> sql.update("DELETE FROM stock") + sql.update("DELETE FROM orders"));
  }

  private UnpaidOrdersJob job(Database database) {
    return new UnpaidOrdersJob(database, stock, outbox, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private Order place(Duration age) {
    Cart cart = Cart.empty("EUR").with(new LineItem(SOCKS, 2, Money.eur(500)));
    Order order =
        new Order(orders.nextId(), 7, cart, cart.total(), OrderStatus.PLACED, "", NOON.minus(age));
    orders.add(order);
    return order;
  }

  @Test
  void cancelsOldOrdersAndLeavesYoungOnes() {
    Order old = place(Duration.ofHours(25));
    Order young = place(Duration.ofHours(23));
    assertThat(job(SERVERS.database()).run(DAY)).isEqualTo(1);
    assertThat(orders.find(old.id()).orElseThrow().status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(orders.find(young.id()).orElseThrow().status()).isEqualTo(OrderStatus.PLACED);
  }

  @Test
  void theGoodsAreFreeAgainAndTheCustomerIsTold() {
    Order old = place(Duration.ofHours(25));
    job(SERVERS.database()).run(DAY);
    assertThat(stock.available(SOCKS)).isEqualTo(2);
    Message message = outbox.take(Duration.ofSeconds(1)).orElseThrow();
    assertThat(message.body())
        .isEqualTo(
            "Your order " + old.id() + " was not paid and is cancelled:\n- 2 x " + SOCKS + "\n");
  }

  @Test
  void twoProcessesCancelNothingTwice() throws Exception {
    for (int i = 0; i < 120; i++) {
      place(Duration.ofHours(25 + i));
    }
    ExecutorService processes = Executors.newFixedThreadPool(2);
    int cancelled = 0;
    try (Database other = SERVERS.anotherDatabase()) {
      Callable<Integer> first = () -> job(SERVERS.database()).run(DAY);
      Callable<Integer> second = () -> job(other).run(DAY);
      for (Future<Integer> f : processes.invokeAll(List.of(first, second))) {
        cancelled += f.get();
      }
    }
    processes.shutdown();
    assertThat(cancelled).isEqualTo(120);
    assertThat(stock.available(SOCKS)).isEqualTo(240);
    assertThat(outbox.waiting()).isEqualTo(120);
  }

  @Test
  void doesNothingWhileAnotherProcessIsAtIt() throws Exception {
    place(Duration.ofHours(25));
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    other.execute(
        () ->
            AdvisoryLock.tryRun(
                SERVERS.database(),
                "unpaid-orders",
                sql -> {
                  locked.countDown();
                  return await(release);
                }));
    assertThat(locked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(job(SERVERS.database()).run(DAY)).isZero();
    release.countDown();
    other.shutdown();
    assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(job(SERVERS.database()).run(DAY)).isEqualTo(1);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
