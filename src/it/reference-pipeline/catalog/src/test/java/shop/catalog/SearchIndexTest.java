package shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.model.Money;
import shop.model.RandomShop;
import shop.model.Sku;

class SearchIndexTest {

  private static Product product(int number, String name) {
    return new Product(Sku.of("SX", number), name, "garden", Money.eur(100), 1);
  }

  private final SearchIndex index =
      new SearchIndex(
          List.of(
              product(1, "Watering can"),
              product(2, "Garden hose"),
              product(3, "Hose reel, green")));

  @Test
  void theBestMatchComesFirst() {
    assertThat(index.find("garden hose", 2).get(0).product().name()).isEqualTo("Garden hose");
  }

  @Test
  void aTypingErrorDoesNoHarm() {
    assertThat(index.find("waterng cann", 1).get(0).product().name()).isEqualTo("Watering can");
  }

  @Test
  void nothingInCommonIsNoHit() {
    assertThat(index.find("zzz", 5)).isEmpty();
  }

  @Test
  void noMoreHitsThanAskedFor() {
    assertThat(index.find("garden", 2)).hasSize(2);
  }

  @Test
  void everyProductOfALargeCatalogIsFoundByItsName() {
    RandomShop shop = new RandomShop(32);
    List<Product> products = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      products.add(product(i, shop.word(7) + " " + shop.word(9)));
    }
    SearchIndex large = new SearchIndex(products);
    for (int i = 0; i < 4_000; i += 8) {
      Product wanted = products.get(i);
      assertThat(large.find(wanted.name(), 1))
          .extracting(SearchIndex.Hit::product)
          .containsExactly(wanted);
    }
  }
}
