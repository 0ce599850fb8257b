package shop.payment;

/** A card number that passes Luhn's check; prints only its last four digits. */
public final class CardNumber {

  /** Who issues the card. */
  public enum Brand {
    VISA,
    MASTERCARD,
    AMEX,
    OTHER
  }

  private final String digits;

  private CardNumber(String digits) {
    this.digits = digits;
  }

  public static CardNumber parse(String text) {
    String digits = text.replaceAll("[ -]", "");
    if (!digits.matches("\\d{12,19}")) {
      throw new IllegalArgumentException("a card number has 12 to 19 digits");
    }
    if (!isValid(digits)) {
      throw new IllegalArgumentException(
          "the card number ending in " + tail(digits) + " has a typing error");
    }
    return new CardNumber(digits);
  }

  static boolean isValid(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  public Brand brand() {
    int two = Integer.parseInt(digits.substring(0, 2));
    if (digits.charAt(0) == '4') {
      return Brand.VISA;
    }
    if (two >= 51 && two <= 55) {
      return Brand.MASTERCARD;
    }
    return two == 34 || two == 37 ? Brand.AMEX : Brand.OTHER;
  }

  @Override
  public String toString() {
    return "**** " + tail(digits);
  }

  private static String tail(String digits) {
    return digits.substring(digits.length() - 4);
  }
}
