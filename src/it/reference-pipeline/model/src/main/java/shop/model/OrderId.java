package shop.model;

/**
 * Order number in Crockford's base 32 with a check symbol, so that it can be read over the phone.
 */
public record OrderId(long number) {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String CHECKS = DIGITS + "*~$=U";

  public OrderId {
    if (number < 0) {
      throw new IllegalArgumentException("order number must not be negative: " + number);
    }
  }

  /** Reads a printed number; I and L count as 1, O as 0, hyphens do not count. */
  public static OrderId parse(String text) {
    String clean = text.toUpperCase(java.util.Locale.ROOT).replace("-", "");
    if (clean.length() < 2) {
      throw new IllegalArgumentException("'" + text + "' is too short for an order number");
    }
    long number = 0;
    for (char c : clean.substring(0, clean.length() - 1).toCharArray()) {
      int digit = DIGITS.indexOf(c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
      if (digit < 0) {
        throw new IllegalArgumentException(
            "'" + c + "' in '" + text + "' is no digit of an order number");
      }
      number = Math.addExact(Math.multiplyExact(number, 32L), digit);
    }
    if (CHECKS.charAt((int) (number % 37)) != clean.charAt(clean.length() - 1)) {
      throw new IllegalArgumentException("check symbol of order number '" + text + "' is wrong");
    }
    return new OrderId(number);
  }

  @Override
  public String toString() {
    StringBuilder digits = new StringBuilder();
    long rest = number;
    do {
      digits.append(DIGITS.charAt((int) (rest % 32)));
      rest /= 32;
    } while (rest > 0);
    while (digits.length() < 6) {
      digits.append('0');
    }
    return digits.reverse().append(CHECKS.charAt((int) (number % 37))).toString();
  }
}
