package shop.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds products by trigrams of their names, so that small typing errors do no harm. */
public final class SearchIndex {

  /** A product and how well it matches, from 0 to 1. */
  public record Hit(Product product, double score) {}

  private final List<Product> products;
  private final int[] sizes;
  private final Map<String, List<Integer>> postings = new HashMap<>();

  public SearchIndex(List<Product> products) {
    this.products = List.copyOf(products);
    this.sizes = new int[products.size()];
    for (int i = 0; i < products.size(); i++) {
      Set<String> trigrams = trigrams(products.get(i).name() + " " + products.get(i).category());
      sizes[i] = trigrams.size();
      for (String trigram : trigrams) {
        postings.computeIfAbsent(trigram, t -> new ArrayList<>()).add(i);
      }
    }
  }

  /** The best matches for the words, best first; equal ones by article number. */
  public List<Hit> find(String words, int limit) {
    Set<String> wanted = trigrams(words);
    Map<Integer, Integer> shared = new HashMap<>();
    for (String trigram : wanted) {
      for (int product : postings.getOrDefault(trigram, List.of())) {
        shared.merge(product, 1, Integer::sum);
      }
    }
    return shared.entrySet().stream()
        .map(
            e ->
                new Hit(
                    products.get(e.getKey()),
                    score(e.getValue(), wanted.size(), sizes[e.getKey()])))
        .sorted(
            Comparator.comparingDouble(Hit::score).reversed().thenComparing(h -> h.product().sku()))
        .limit(limit)
        .toList();
  }

  private static double score(int shared, int wanted, int present) {
    return 0.8 * shared / wanted + 0.2 * shared / present;
  }

  static Set<String> trigrams(String text) {
    Set<String> result = new HashSet<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      String padded = "^" + word + "$";
      for (int i = 0; i + 3 <= padded.length(); i++) {
        result.add(padded.substring(i, i + 3));
      }
    }
    return result;
  }
}
