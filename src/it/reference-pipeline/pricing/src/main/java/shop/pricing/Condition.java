package shop.pricing;

import shop.model.Cart;
import shop.model.Money;
import shop.model.Sku;

/** When a promotion applies. */
public sealed interface Condition {

  boolean holds(Cart cart, String customerGroup);

  /** How two numbers are compared. */
  enum Comparison {
    AT_LEAST,
    MORE,
    AT_MOST,
    LESS;

    boolean test(long left, long right) {
      return switch (this) {
        case AT_LEAST -> left >= right;
        case MORE -> left > right;
        case AT_MOST -> left <= right;
        case LESS -> left < right;
      };
    }
  }

  record Always() implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return true;
    }
  }

  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return left.holds(cart, customerGroup) && right.holds(cart, customerGroup);
    }
  }

  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return left.holds(cart, customerGroup) || right.holds(cart, customerGroup);
    }
  }

  record Not(Condition inner) implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return !inner.holds(cart, customerGroup);
    }
  }

  record Total(Comparison comparison, Money limit) implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return cart.currency().equals(limit.currency())
          && comparison.test(cart.total().cents(), limit.cents());
    }
  }

  record Pieces(Comparison comparison, int limit) implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return comparison.test(cart.pieces(), limit);
    }
  }

  record Contains(Sku sku) implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return cart.lines().stream().anyMatch(l -> l.sku().equals(sku));
    }
  }

  record CustomerIs(String group) implements Condition {
    @Override
    public boolean holds(Cart cart, String customerGroup) {
      return group.equalsIgnoreCase(customerGroup);
    }
  }
}
