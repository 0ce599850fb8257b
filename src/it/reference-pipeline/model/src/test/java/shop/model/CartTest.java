package shop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CartTest {
  private static final Sku SOCKS = Sku.of("SO", 1);
  private static final Sku SHOES = Sku.of("SH", 2);

  @Test
  void theSameArticleTwiceBecomesOneLine() {
    Cart cart =
        Cart.empty("EUR")
            .with(new LineItem(SOCKS, 2, Money.eur(500)))
            .with(new LineItem(SOCKS, 1, Money.eur(500)));
    assertThat(cart.lines()).containsExactly(new LineItem(SOCKS, 3, Money.eur(500)));
  }

  @Test
  void anArticleHasOnePrice() {
    Cart cart = Cart.empty("EUR").with(new LineItem(SOCKS, 2, Money.eur(500)));
    assertThatThrownBy(() -> cart.with(new LineItem(SOCKS, 1, Money.eur(400))))
        .hasMessageContaining("two prices");
  }

  @Test
  void allLinesAreInTheCurrencyOfTheCart() {
    assertThatThrownBy(() -> Cart.empty("USD").with(new LineItem(SOCKS, 1, Money.eur(1))))
        .hasMessageContaining("not priced in USD");
  }

  @Test
  void removingAnArticleRemovesItsWholeLine() {
    Cart cart =
        Cart.empty("EUR")
            .with(new LineItem(SOCKS, 2, Money.eur(500)))
            .with(new LineItem(SHOES, 1, Money.eur(9900)));
    assertThat(cart.without(SOCKS).total()).isEqualTo(Money.eur(9900));
    assertThat(cart.pieces()).isEqualTo(3);
  }

  @Test
  void theTotalIsTheSumOfTheLines() {
    RandomShop shop = new RandomShop(4);
    for (int i = 0; i < 20_000; i++) {
      Cart cart = shop.cart(12);
      long expected =
          cart.lines().stream().mapToLong(l -> l.quantity() * l.unitPrice().cents()).sum();
      if (cart.total().cents() != expected) {
        throw new AssertionError(cart);
      }
    }
  }

  @Test
  void aLineNeedsAPiece() {
    assertThatThrownBy(() -> new LineItem(SOCKS, 0, Money.eur(1)))
        .hasMessageContaining("must be positive");
  }
}
