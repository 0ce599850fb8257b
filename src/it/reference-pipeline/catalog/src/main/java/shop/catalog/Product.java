package shop.catalog;

import java.util.List;
import java.util.Objects;
import shop.model.Csv;
import shop.model.Money;
import shop.model.Sku;

/** Something that the shop sells. */
public record Product(Sku sku, String name, String category, Money price, int grams) {

  public Product {
    Objects.requireNonNull(sku, "sku");
    if (name.isBlank()) {
      throw new IllegalArgumentException("product " + sku + " needs a name");
    }
    if (price.isNegative() || grams < 0) {
      throw new IllegalArgumentException("price and weight of " + sku + " must not be negative");
    }
  }

  List<String> toRecord() {
    return List.of(sku.value(), name, category, price.toString(), String.valueOf(grams));
  }

  static Product fromRecord(List<String> fields) {
    if (fields.size() != 5) {
      throw new IllegalArgumentException("5 fields expected, found " + fields.size());
    }
    return new Product(
        new Sku(fields.get(0)),
        fields.get(1),
        fields.get(2),
        Money.parse(fields.get(3)),
        Integer.parseInt(fields.get(4)));
  }

  String toLine() {
    return Csv.format(List.of(toRecord()));
  }

  static Product fromLine(String line) {
    return fromRecord(Csv.parse(line).get(0));
  }
}
