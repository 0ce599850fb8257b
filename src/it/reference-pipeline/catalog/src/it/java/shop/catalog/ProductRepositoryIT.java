package shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.model.Money;
import shop.model.RandomShop;
import shop.model.Sku;
import shop.storage.TestServers;

class ProductRepositoryIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();

  private final ProductRepository products = new ProductRepository(SERVERS.database());

  @BeforeAll
  static void createTables() {
    ProductRepository.MIGRATIONS.apply(SERVERS.database());
  }

  @BeforeEach
  void startEmpty() {
    SERVERS.database().inTransaction(sql -> sql.update("DELETE FROM product"));
  }

  private static List<Product> some(int count, String category) {
    RandomShop shop = new RandomShop(count);
    List<Product> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(
          new Product(Sku.of("PR", i), shop.word(8), category, Money.eur(shop.between(1, 50)), i));
    }
    return list;
  }

  @Test
  void findsWhatWasSaved() {
    Product hose = new Product(Sku.of("HO", 1), "Hose", "garden", Money.eur(1999), 900);
    products.saveAll(List.of(hose));
    assertThat(products.find(hose.sku())).contains(hose);
    assertThat(products.find(Sku.of("HO", 2))).isEmpty();
  }

  @Test
  void savingAgainUpdates() {
    Sku sku = Sku.of("HO", 1);
    products.saveAll(List.of(new Product(sku, "Hose", "garden", Money.eur(1999), 900)));
    products.saveAll(List.of(new Product(sku, "Long hose", "garden", Money.eur(2999), 1800)));
    assertThat(products.count()).isEqualTo(1);
    assertThat(products.find(sku).orElseThrow().price()).isEqualTo(Money.eur(2999));
  }

  @Test
  void pagesCoverACategoryOnceAndInOrder() {
    List<Product> all = some(3_000, "tools");
    products.saveAll(all);
    List<Product> seen = new ArrayList<>();
    List<Product> page = products.page("tools", null, 250);
    while (!page.isEmpty()) {
      seen.addAll(page);
      page = products.page("tools", page.get(page.size() - 1), 250);
    }
    List<Product> expected = new ArrayList<>(all);
    expected.sort(Comparator.comparing(Product::price).thenComparing(Product::sku));
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void anotherCategoryIsNotOnThePage() {
    products.saveAll(some(5, "tools"));
    assertThat(products.page("garden", null, 10)).isEmpty();
  }
}
