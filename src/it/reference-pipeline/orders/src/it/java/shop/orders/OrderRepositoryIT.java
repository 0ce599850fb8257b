package shop.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.model.Cart;
import shop.model.RandomShop;
import shop.storage.TestServers;

class OrderRepositoryIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final RandomShop shop = new RandomShop(83);
  private final OrderRepository orders = new OrderRepository(SERVERS.database());

  @BeforeAll
  static void createTables() {
    OrderRepository.MIGRATIONS.apply(SERVERS.database());
  }

  @BeforeEach
  void startEmpty() {
    SERVERS.database().inTransaction(sql -> sql.update("DELETE FROM orders"));
  }

  private Order add(Instant at) {
    Cart cart = shop.cart(6);
    Order order = new Order(orders.nextId(), 1, cart, cart.total(), OrderStatus.PLACED, "", at);
    orders.add(order);
    return order;
  }

  @Test
  void anOrderComesBackAsItWasStored() {
    for (int i = 0; i < 100; i++) {
      Order order = add(NOON.plusSeconds(i));
      assertThat(orders.find(order.id())).contains(order);
    }
  }

  @Test
  void numbersDoNotRepeat() {
    assertThat(IntStream.range(0, 200).mapToObj(i -> orders.nextId()).distinct().count())
        .isEqualTo(200);
  }

  @Test
  void paymentIsKept() {
    Order order = add(NOON);
    orders.move(order.paidWith("r1"), OrderStatus.PLACED);
    assertThat(orders.find(order.id()).orElseThrow().paymentReference()).isEqualTo("r1");
  }

  @Test
  void ofManyWhoMoveAnOrderOneSucceeds() {
    Order order = add(NOON);
    long moved =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> orders.move(order.with(OrderStatus.CANCELLED), OrderStatus.PLACED)))
            .toList()
            .stream()
            .filter(f -> f.handle((nothing, failure) -> failure == null).join())
            .count();
    assertThat(moved).isEqualTo(1);
    assertThatThrownBy(() -> orders.move(order.paidWith("r1"), OrderStatus.PLACED))
        .hasMessageContaining("is not PLACED any more");
  }

  @Test
  void findsOrdersThatAreStuckOldestFirst() {
    Order young = add(NOON);
    Order old = add(NOON.minus(Duration.ofHours(2)));
    Order older = add(NOON.minus(Duration.ofHours(3)));
    orders.move(older.paidWith("r1"), OrderStatus.PLACED);
    Order oldest = add(NOON.minus(Duration.ofHours(4)));
    assertThat(orders.stuck(OrderStatus.PLACED, NOON.minus(Duration.ofHours(1)), 10))
        .containsExactly(oldest, old)
        .doesNotContain(young);
  }
}
