package shop.customers;

import java.util.Locale;
import java.util.regex.Pattern;

/** A mail address in lower case; only the form is checked, not that anyone reads it. */
public record Email(String value) {
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z0-9_+-]+(\\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,24}");

  public Email {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (value.length() > 254 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is no mail address");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
