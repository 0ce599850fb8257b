package shop.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount in the smallest unit of a currency with two decimals. */
public record Money(long cents, String currency) implements Comparable<Money> {
  private static final Pattern TEXT = Pattern.compile("(-?)(\\d{1,15})(?:\\.(\\d{2}))? ([A-Z]{3})");

  public Money {
    Objects.requireNonNull(currency, "currency");
    if (currency.length() != 3) {
      throw new IllegalArgumentException(
          "currency must have three letters, not '" + currency + "'");
    }
  }

  public static Money eur(long cents) {
    return new Money(cents, "EUR");
  }

  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  /** Reads what {@link #toString()} writes, such as {@code -12.05 EUR}. */
  public static Money parse(String text) {
    Matcher m = TEXT.matcher(text.trim());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no amount. Perhaps you should write '12.34 EUR'.");
    }
    long units = Long.parseLong(m.group(2)) * 100;
    long cents = units + (m.group(3) == null ? 0 : Long.parseLong(m.group(3)));
    return new Money(m.group(1).isEmpty() ? cents : -cents, m.group(4));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(cents, same(other).cents), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(cents, same(other).cents), currency);
  }

  public Money times(long factor) {
    return new Money(Math.multiplyExact(cents, factor), currency);
  }

  /** That many percent of the amount, rounded half to even. */
  public Money percent(BigDecimal percent) {
    BigDecimal part = BigDecimal.valueOf(cents).multiply(percent).movePointLeft(2);
    return new Money(part.setScale(0, RoundingMode.HALF_EVEN).longValueExact(), currency);
  }

  /** Splits the amount by weight without losing a cent; the remainder goes to the first shares. */
  public Money[] allocate(int... weights) {
    long sum = 0;
    for (int weight : weights) {
      if (weight < 0) {
        throw new IllegalArgumentException("weight must not be negative: " + weight);
      }
      sum += weight;
    }
    if (sum == 0) {
      throw new IllegalArgumentException("at least one weight must be positive");
    }
    long[] shares = new long[weights.length];
    long rest = cents;
    for (int i = 0; i < weights.length; i++) {
      shares[i] = Math.multiplyExact(cents, (long) weights[i]) / sum;
      rest -= shares[i];
    }
    for (int i = 0; rest != 0; i = (i + 1) % weights.length) {
      if (weights[i] > 0) {
        shares[i] += Long.signum(rest);
        rest -= Long.signum(rest);
      }
    }
    Money[] result = new Money[shares.length];
    for (int i = 0; i < shares.length; i++) {
      result[i] = new Money(shares[i], currency);
    }
    return result;
  }

  public boolean isNegative() {
    return cents < 0;
  }

  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(cents, same(other).cents);
  }

  @Override
  public String toString() {
    long abs = Math.abs(cents);
    return String.format(
        Locale.ROOT, "%s%d.%02d %s", cents < 0 ? "-" : "", abs / 100, abs % 100, currency);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
    return other;
  }
}
