package shop.customers;

import java.util.Map;
import java.util.regex.Pattern;

/** Where parcels go; the postal code has the form of its country. */
public record PostalAddress(String street, String postalCode, String city, String country) {
  private static final Map<String, Pattern> CODES =
      Map.of(
          "DE", Pattern.compile("\\d{5}"),
          "AT", Pattern.compile("[1-9]\\d{3}"),
          "CH", Pattern.compile("[1-9]\\d{3}"),
          "NL", Pattern.compile("[1-9]\\d{3} [A-Z]{2}"),
          "FR", Pattern.compile("\\d{5}"));

  public PostalAddress {
    Pattern code = CODES.get(country);
    if (code == null) {
      throw new IllegalArgumentException("The shop does not deliver to '" + country + "'.");
    }
    if (!code.matcher(postalCode).matches()) {
      throw new IllegalArgumentException("'" + postalCode + "' is no postal code of " + country);
    }
    if (street.isBlank() || city.isBlank()) {
      throw new IllegalArgumentException("street and city must not be empty");
    }
  }
}
