package shop.pricing;

import java.math.BigDecimal;
import shop.model.Cart;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.Sku;

/** What a promotion takes off. */
public sealed interface Effect {

  /** The discount on this cart, never negative. */
  Money discount(Cart cart);

  /** A percentage off the cart, or off one article when {@code sku} is not null. */
  record PercentOff(BigDecimal percent, Sku sku) implements Effect {
    public PercentOff {
      if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
        throw new IllegalArgumentException("a discount is 0 to 100 %, not " + percent + " %");
      }
    }

    @Override
    public Money discount(Cart cart) {
      return cart.lines().stream()
          .filter(l -> sku == null || l.sku().equals(sku))
          .map(l -> l.total().percent(percent))
          .reduce(Money.zero(cart.currency()), Money::plus);
    }
  }

  record AmountOff(Money amount) implements Effect {
    @Override
    public Money discount(Cart cart) {
      return amount.currency().equals(cart.currency()) ? amount : Money.zero(cart.currency());
    }
  }

  record FreeShipping() implements Effect {
    @Override
    public Money discount(Cart cart) {
      return Money.zero(cart.currency());
    }
  }

  /** Of every {@code of} pieces of an article only {@code pay} are paid. */
  record MultiBuy(int pay, int of, Sku sku) implements Effect {
    public MultiBuy {
      if (pay < 0 || pay >= of) {
        throw new IllegalArgumentException("pay " + pay + " of " + of + " is no discount");
      }
    }

    @Override
    public Money discount(Cart cart) {
      return cart.lines().stream()
          .filter(l -> l.sku().equals(sku))
          .map(this::freePieces)
          .reduce(Money.zero(cart.currency()), Money::plus);
    }

    private Money freePieces(LineItem line) {
      return line.unitPrice().times((long) (line.quantity() / of) * (of - pay));
    }
  }
}
