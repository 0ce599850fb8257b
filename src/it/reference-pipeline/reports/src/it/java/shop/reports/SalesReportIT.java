package shop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.model.Cart;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.RandomShop;
import shop.model.Sku;
import shop.orders.Order;
import shop.orders.OrderRepository;
import shop.orders.OrderStatus;
import shop.storage.TestServers;

class SalesReportIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final List<Order> SOLD = new ArrayList<>();

  private final SalesReport report = new SalesReport(SERVERS.database());

  /** Three weeks of orders, every tenth one cancelled, none on the fifth day. */
  @BeforeAll
  static void sell() {
    OrderRepository.MIGRATIONS.apply(SERVERS.database());
    OrderRepository orders = new OrderRepository(SERVERS.database());
    RandomShop shop = new RandomShop(94);
    for (int i = 0; i < 400; i++) {
      Cart cart = shop.cart(4);
      int day = shop.between(0, 19);
      Instant at =
          START
              .plus(Duration.ofDays(day >= 4 ? day + 1 : day))
              .plusSeconds(shop.between(0, 86_399));
      Order order = new Order(orders.nextId(), 1, cart, cart.total(), OrderStatus.PLACED, "", at);
      orders.add(order);
      if (i % 10 == 0) {
        orders.move(order.with(OrderStatus.CANCELLED), OrderStatus.PLACED);
      } else {
        SOLD.add(order);
      }
    }
  }

  @Test
  void everyDayHasARow() {
    List<SalesReport.Day> days = report.byDay(FIRST, FIRST.plusDays(20));
    assertThat(days).hasSize(21);
    assertThat(days.get(4)).isEqualTo(new SalesReport.Day(FIRST.plusDays(4), 0, Money.eur(0)));
  }

  @Test
  void theDaysAddUpToWhatWasSold() {
    List<SalesReport.Day> days = report.byDay(FIRST, FIRST.plusDays(20));
    assertThat(days.stream().mapToInt(SalesReport.Day::orders).sum()).isEqualTo(360);
    assertThat(days.stream().map(SalesReport.Day::revenue).reduce(Money.eur(0), Money::plus))
        .isEqualTo(SOLD.stream().map(Order::total).reduce(Money.eur(0), Money::plus));
  }

  @Test
  void theBestSellerIsTheOneThatBroughtInMost() {
    Map<Sku, Long> revenue = new HashMap<>();
    for (Order order : SOLD) {
      for (LineItem line : order.cart().lines()) {
        revenue.merge(line.sku(), line.total().cents(), Long::sum);
      }
    }
    long most = revenue.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    List<SalesReport.BestSeller> best = report.bestSellers(5);
    assertThat(best).hasSize(5);
    assertThat(best.get(0).revenue()).isEqualTo(Money.eur(most));
  }
}
