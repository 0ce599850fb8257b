package shop.customers;

import shop.model.Money;

/** What a customer gets for last year's purchases; the names are the groups in promotions. */
public enum Loyalty {
  NONE(0),
  SILVER(250_00),
  GOLD(1_000_00);

  private final long fromCents;

  Loyalty(long fromCents) {
    this.fromCents = fromCents;
  }

  public static Loyalty of(Money lastYear) {
    Loyalty reached = NONE;
    for (Loyalty level : values()) {
      if (lastYear.cents() >= level.fromCents) {
        reached = level;
      }
    }
    return reached;
  }

  public String group() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
