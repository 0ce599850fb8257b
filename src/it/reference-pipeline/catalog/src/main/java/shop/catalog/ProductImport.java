package shop.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.model.Csv;
import shop.model.Sku;

/** The outcome of reading a product list: the good rows, and what is wrong with the others. */
public record ProductImport(List<Product> products, List<String> problems) {

  /** Reads records of article number, name, category, price and weight in grams, after a header. */
  public static ProductImport read(String csv) {
    Map<Sku, Product> products = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<List<String>> records = Csv.parse(csv);
    for (int i = 1; i < records.size(); i++) {
      try {
        Product product = Product.fromRecord(records.get(i));
        if (products.putIfAbsent(product.sku(), product) != null) {
          problems.add("record " + i + ": " + product.sku() + " appears twice");
        }
      } catch (IllegalArgumentException e) {
        problems.add("record " + i + ": " + e.getMessage());
      }
    }
    return new ProductImport(List.copyOf(products.values()), List.copyOf(problems));
  }
}
