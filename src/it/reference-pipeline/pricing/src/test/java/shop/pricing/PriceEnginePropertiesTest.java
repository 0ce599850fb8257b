package shop.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.model.Cart;
import shop.model.Money;
import shop.model.RandomShop;

/** What holds for all carts and all promotions. */
class PriceEnginePropertiesTest {
  private static final int CARTS = 25_000;

  private final RandomShop shop = new RandomShop(22);

  private String promotions(Cart cart, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String sku = shop.oneOf(cart.lines()).sku().value();
      String condition =
          shop.oneOf(
              List.of(
                  "pieces > " + shop.between(0, 30),
                  "total < " + shop.between(1, 900) + " EUR",
                  "contains " + sku,
                  "not customer is gold"));
      String effect =
          shop.oneOf(
              List.of(
                  shop.between(0, 100) + " % off",
                  shop.between(0, 100) + " % off on " + sku,
                  shop.between(1, 300) + " EUR off",
                  "pay 1 of 2 " + sku,
                  "free shipping"));
      text.append("promotion \"p").append(i).append("\" when ").append(condition);
      text.append(" then ").append(effect).append(";\n");
    }
    return text.toString();
  }

  private List<PriceEngine> engines(int count) {
    List<PriceEngine> engines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      engines.add(new PriceEngine(PromotionFile.parse(promotions(shop.cart(10), 8))));
    }
    return engines;
  }

  @Test
  void goodsMinusDiscountsPlusShippingIsTheTotal() {
    List<PriceEngine> engines = engines(200);
    for (int i = 0; i < CARTS; i++) {
      Quote quote = shop.oneOf(engines).quote(shop.cart(10), "gold", "FR");
      Money expected = quote.goods().minus(quote.saved()).plus(quote.shipping());
      if (!quote.total().equals(expected)) {
        throw new AssertionError(quote);
      }
    }
  }

  @Test
  void nobodyIsEverPaidForBuying() {
    List<PriceEngine> engines = engines(200);
    for (int i = 0; i < CARTS; i++) {
      Quote quote = shop.oneOf(engines).quote(shop.cart(10), "", "NL");
      if (quote.total().isNegative() || quote.vatIncluded().compareTo(quote.total()) > 0) {
        throw new AssertionError(quote);
      }
    }
  }

  @Test
  void oneMorePromotionNeverMakesACartDearer() {
    for (int i = 0; i < 800; i++) {
      Cart cart = shop.cart(6);
      List<PromotionRule> rules = PromotionFile.parse(promotions(cart, 6));
      Money before = new PriceEngine(rules.subList(0, 5)).quote(cart, "gold", "DE").total();
      Money after = new PriceEngine(rules).quote(cart, "gold", "DE").total();
      assertThat(after).isLessThanOrEqualTo(before);
    }
  }
}
