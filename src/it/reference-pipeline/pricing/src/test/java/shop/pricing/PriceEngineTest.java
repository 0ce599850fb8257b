package shop.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shop.model.Cart;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.Sku;

class PriceEngineTest {
  private static final Sku SOCKS = Sku.of("SO", 1);
  private static final Sku SHOES = Sku.of("SH", 2);
  private static final Cart CART =
      Cart.empty("EUR")
          .with(new LineItem(SOCKS, 7, Money.eur(500)))
          .with(new LineItem(SHOES, 1, Money.eur(9900)));

  private static Quote quote(String promotions) {
    return new PriceEngine(PromotionFile.parse(promotions)).quote(CART, "gold", "DE");
  }

  @Test
  void withoutPromotionsGoodsAndShippingArePaid() {
    Quote quote = quote("");
    assertThat(quote.total()).isEqualTo(Money.eur(13400 + 490));
    assertThat(quote.vatIncluded()).isEqualTo(Money.eur(2218));
  }

  @Test
  void anEmptyCartShipsNothing() {
    assertThat(new PriceEngine(PromotionFile.parse("")).quote(Cart.empty("EUR"), "", "DE").total())
        .isEqualTo(Money.eur(0));
  }

  @Test
  void aPercentageOnOneArticleLeavesTheOthersAlone() {
    assertThat(quote("promotion \"p\" then 10 % off on " + SHOES + ";").saved())
        .isEqualTo(Money.eur(990));
  }

  @Test
  void payTwoOfThree() {
    assertThat(quote("promotion \"p\" then pay 2 of 3 " + SOCKS + ";").saved())
        .isEqualTo(Money.eur(1000));
  }

  @Test
  void freeShippingForTheRightCustomers() {
    assertThat(quote("promotion \"p\" when customer is gold then free shipping;").shipping())
        .isEqualTo(Money.eur(0));
    assertThat(quote("promotion \"p\" when customer is silver then free shipping;").shipping())
        .isEqualTo(Money.eur(490));
  }

  @Test
  void discountsStopAtThePriceOfTheGoods() {
    Quote quote = quote("promotion \"a\" then 100 EUR off; promotion \"b\" then 100 EUR off;");
    assertThat(quote.discounts())
        .containsExactly(
            new Quote.Discount("a", Money.eur(10000)), new Quote.Discount("b", Money.eur(3400)));
    assertThat(quote.total()).isEqualTo(Money.eur(490));
  }

  @Test
  void aPromotionInAnotherCurrencyIsWorthNothing() {
    assertThat(quote("promotion \"a\" then 100 USD off;").discounts()).isEmpty();
  }
}
