package shop.pricing;

import java.util.List;
import shop.model.Money;

/** What a cart costs, and why. */
public record Quote(
    Money goods, List<Discount> discounts, Money shipping, Money total, Money vatIncluded) {

  /** What one promotion took off. */
  public record Discount(String promotion, Money amount) {}

  public Money saved() {
    return discounts.stream()
        .map(Discount::amount)
        .reduce(Money.zero(goods.currency()), Money::plus);
  }
}
