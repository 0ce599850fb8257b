package shop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded test data; part of the test jar, so that every module draws from the same well. */
public final class RandomShop {
  private final Random random;

  public RandomShop(long seed) {
    this.random = new Random(seed);
  }

  public int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  public Sku sku() {
    return Sku.of("" + letter() + letter(), random.nextInt(1_000_000));
  }

  public Money price() {
    return Money.eur(between(1, 500_00));
  }

  public LineItem line() {
    return new LineItem(sku(), between(1, 9), price());
  }

  /** A cart of different articles; a repeated article would need a repeated price. */
  public Cart cart(int maxLines) {
    List<LineItem> lines = new ArrayList<>();
    int count = between(1, maxLines);
    for (int i = 0; i < count; i++) {
      lines.add(
          new LineItem(
              Sku.of("C" + letter(), i * 1_000 + between(0, 999)), between(1, 9), price()));
    }
    return new Cart("EUR", lines);
  }

  /** A word of lower-case letters. */
  public String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  public <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private char letter() {
    return (char) ('A' + random.nextInt(26));
  }
}
