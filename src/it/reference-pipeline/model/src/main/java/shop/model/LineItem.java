package shop.model;

import java.util.Objects;

/** So many pieces of an article at a price. */
public record LineItem(Sku sku, int quantity, Money unitPrice) {

  public LineItem {
    Objects.requireNonNull(sku, "sku");
    Objects.requireNonNull(unitPrice, "unitPrice");
    if (quantity < 1) {
      throw new IllegalArgumentException(
          "quantity of " + sku + " must be positive, not " + quantity);
    }
  }

  public Money total() {
    return unitPrice.times(quantity);
  }
}
