package shop.pricing;

import java.util.ArrayList;
import java.util.List;
import shop.model.Cart;
import shop.model.Money;

/** Applies promotions in order; together they never take off more than the goods cost. */
public final class PriceEngine {
  private static final long SHIPPING_CENTS = 4_90;

  private final List<PromotionRule> promotions;

  public PriceEngine(List<PromotionRule> promotions) {
    this.promotions = List.copyOf(promotions);
  }

  public Quote quote(Cart cart, String customerGroup, String country) {
    Money goods = cart.total();
    Money rest = goods;
    Money shipping = new Money(cart.lines().isEmpty() ? 0 : SHIPPING_CENTS, cart.currency());
    List<Quote.Discount> discounts = new ArrayList<>();
    for (PromotionRule promotion : promotions) {
      if (promotion.condition().holds(cart, customerGroup)) {
        if (promotion.effect() instanceof Effect.FreeShipping) {
          shipping = Money.zero(cart.currency());
        }
        Money discount = promotion.effect().discount(cart).min(rest);
        if (discount.cents() > 0) {
          discounts.add(new Quote.Discount(promotion.name(), discount));
          rest = rest.minus(discount);
        }
      }
    }
    Money total = rest.plus(shipping);
    return new Quote(
        goods, List.copyOf(discounts), shipping, total, VatTable.included(total, country));
  }
}
