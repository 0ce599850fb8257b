package shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.Sku;
import shop.storage.TestServers;

class StockRepositoryIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Sku SOCKS = Sku.of("SO", 1);
  private static final Sku SHOES = Sku.of("SH", 2);

  private final StockRepository stock = new StockRepository(SERVERS.database(), 10_000);

  @BeforeAll
  static void createTables() {
    StockRepository.MIGRATIONS.apply(SERVERS.database());
  }

  @BeforeEach
  void fillShelves() {
    SERVERS.database().inTransaction(sql -> sql.update("DELETE FROM stock"));
    stock.receive(SOCKS, 100);
    stock.receive(SHOES, 10);
  }

  private static List<LineItem> lines(int socks, int shoes) {
    return List.of(
        new LineItem(SOCKS, socks, Money.eur(500)), new LineItem(SHOES, shoes, Money.eur(9900)));
  }

  @Test
  void takesAllLines() {
    assertThat(stock.take(lines(3, 1))).isEmpty();
    assertThat(stock.available(SOCKS)).isEqualTo(97);
    assertThat(stock.available(SHOES)).isEqualTo(9);
  }

  @Test
  void takesNothingWhenOneLineIsShort() {
    assertThat(stock.take(lines(3, 11))).containsExactly(new Stock.Shortage(SHOES, 11, 10));
    assertThat(stock.available(SOCKS)).isEqualTo(100);
  }

  @Test
  void whatIsPutBackCanBeTakenAgain() {
    stock.take(lines(100, 10));
    stock.putBack(lines(100, 10));
    assertThat(stock.take(lines(100, 10))).isEmpty();
  }

  @Test
  void neverSellsTheSamePieceTwice() throws InterruptedException {
    AtomicInteger sold = new AtomicInteger();
    ExecutorService buyers = Executors.newFixedThreadPool(6);
    for (int i = 0; i < 120; i++) {
      buyers.execute(
          () -> {
            if (stock.take(lines(2, 1)).isEmpty()) {
              sold.incrementAndGet();
            }
          });
    }
    buyers.shutdown();
    assertThat(buyers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(sold).hasValue(10);
    assertThat(stock.available(SOCKS)).isEqualTo(80);
    assertThat(stock.available(SHOES)).isZero();
  }

  @Test
  void doesNotWaitForeverForAnotherBuyer() throws Exception {
    StockRepository impatient = new StockRepository(SERVERS.database(), 400);
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<Boolean> holder =
        other.submit(
            () ->
                SERVERS
                    .database()
                    .inTransaction(
                        sql -> {
                          sql.query(
                              "SELECT 1 FROM stock WHERE sku = ? FOR UPDATE",
                              row -> 1,
                              SHOES.value());
                          locked.countDown();
                          return await(release);
                        }));
    assertThat(locked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> impatient.take(lines(1, 1))).hasMessageContaining("lock timeout");
    release.countDown();
    assertThat(holder.get(10, TimeUnit.SECONDS)).isTrue();
    other.shutdown();
    assertThat(stock.available(SOCKS)).isEqualTo(100);
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
