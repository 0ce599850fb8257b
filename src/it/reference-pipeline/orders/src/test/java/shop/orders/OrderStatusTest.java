package shop.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.model.Cart;
import shop.model.Money;
import shop.model.OrderId;
import shop.model.RandomShop;

class OrderStatusTest {
  private final RandomShop shop = new RandomShop(81);

  private Order order() {
    Cart cart = shop.cart(3);
    return new Order(new OrderId(1), 1, cart, cart.total(), OrderStatus.PLACED, "", Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void noOrderIsShippedBeforeItIsPaid(OrderStatus status) {
    if (status != OrderStatus.PAID) {
      assertThat(status.successors()).doesNotContain(OrderStatus.SHIPPED);
    }
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void anEndCanBeReachedFromEverywhere(OrderStatus status) {
    Set<OrderStatus> reached = EnumSet.of(status);
    for (int i = 0; i < OrderStatus.values().length; i++) {
      Set.copyOf(reached).forEach(s -> reached.addAll(s.successors()));
    }
    assertThat(reached).anyMatch(OrderStatus::isFinal);
  }

  @Test
  void aForbiddenStepIsExplained() {
    assertThatThrownBy(() -> order().with(OrderStatus.DELIVERED))
        .hasMessageContaining("is PLACED and cannot become DELIVERED, only [PAID, CANCELLED]");
  }

  @Test
  void everyWalkEndsAndChangesNothingButTheStatus() {
    for (int i = 0; i < 60_000; i++) {
      Order start = order();
      Order order = start;
      int steps = 0;
      while (!order.status().isFinal()) {
        order = order.with(shop.oneOf(List.copyOf(order.status().successors())));
        steps++;
      }
      if (steps > 4 || order.cart() != start.cart() || !order.total().equals(start.total())) {
        throw new AssertionError(order);
      }
    }
  }

  @Test
  void anEmptyOrderIsNoOrder() {
    assertThatThrownBy(
            () ->
                new Order(
                    new OrderId(7),
                    1,
                    Cart.empty("EUR"),
                    Money.eur(0),
                    OrderStatus.PLACED,
                    "",
                    Instant.EPOCH))
        .hasMessageContaining("is empty");
  }
}
