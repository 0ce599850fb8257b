package shop.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a customer is about to buy: at most one line per article, all in one currency. */
public record Cart(String currency, List<LineItem> lines) {

  public Cart {
    Map<Sku, LineItem> merged = new LinkedHashMap<>();
    for (LineItem line : lines) {
      if (!line.unitPrice().currency().equals(currency)) {
        throw new IllegalArgumentException(line.sku() + " is not priced in " + currency);
      }
      merged.merge(line.sku(), line, Cart::merge);
    }
    lines = List.copyOf(merged.values());
  }

  public static Cart empty(String currency) {
    return new Cart(currency, List.of());
  }

  private static LineItem merge(LineItem a, LineItem b) {
    if (!a.unitPrice().equals(b.unitPrice())) {
      throw new IllegalArgumentException(
          a.sku() + " has two prices: " + a.unitPrice() + ", " + b.unitPrice());
    }
    return new LineItem(a.sku(), Math.addExact(a.quantity(), b.quantity()), a.unitPrice());
  }

  public Cart with(LineItem line) {
    List<LineItem> more = new ArrayList<>(lines);
    more.add(line);
    return new Cart(currency, more);
  }

  public Cart without(Sku sku) {
    return new Cart(currency, lines.stream().filter(l -> !l.sku().equals(sku)).toList());
  }

  public int pieces() {
    return lines.stream().mapToInt(LineItem::quantity).sum();
  }

  public Money total() {
    return lines.stream().map(LineItem::total).reduce(Money.zero(currency), Money::plus);
  }
}
