package shop.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import shop.model.Money;

/** Standard VAT rates by country; shop prices include VAT. */
public final class VatTable {
  private static final Map<String, String> PERCENT =
      Map.of("DE", "19", "AT", "20", "FR", "20", "NL", "21", "FI", "25.5", "LU", "17", "CH", "8.1");

  private VatTable() {}

  public static BigDecimal percent(String country) {
    String percent = PERCENT.get(country.toUpperCase(Locale.ROOT));
    if (percent == null) {
      throw new IllegalArgumentException(
          "No VAT rate for country '"
              + country
              + "'. Perhaps you should use one of "
              + PERCENT.keySet()
              + ".");
    }
    return new BigDecimal(percent);
  }

  /** The tax inside a gross amount. */
  public static Money included(Money gross, String country) {
    BigDecimal percent = percent(country);
    BigDecimal tax =
        BigDecimal.valueOf(gross.cents())
            .multiply(percent)
            .divide(percent.add(BigDecimal.valueOf(100)), 0, RoundingMode.HALF_EVEN);
    return new Money(tax.longValueExact(), gross.currency());
  }
}
