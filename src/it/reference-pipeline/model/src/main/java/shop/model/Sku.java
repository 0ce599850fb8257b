package shop.model;

import java.util.regex.Pattern;

/** Article number: two letters, six digits and a check digit, such as {@code AB-123456-7}. */
public record Sku(String value) implements Comparable<Sku> {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}-\\d{6}-\\d");

  public Sku {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is no article number. Perhaps you meant AA-000000-0.");
    }
    int expected = checkDigit(value.substring(0, 9));
    if (value.charAt(10) - '0' != expected) {
      throw new IllegalArgumentException("check digit of '" + value + "' should be " + expected);
    }
  }

  public static Sku of(String letters, int number) {
    String body = String.format("%s-%06d", letters, number);
    return new Sku(body + "-" + checkDigit(body));
  }

  private static int checkDigit(String body) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c != '-') {
        sum += weight * Character.digit(c, 36);
        weight = weight == 3 ? 1 : 3;
      }
    }
    return (10 - sum % 10) % 10;
  }

  @Override
  public int compareTo(Sku other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
