package shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.model.Csv;
import shop.model.Money;
import shop.model.RandomShop;
import shop.model.Sku;

class ProductImportTest {
  private static final String HEADER = "sku,name,category,price,grams\n";
  private static final Sku SOCKS = Sku.of("SO", 1);

  @Test
  void readsAGoodRecord() {
    ProductImport result =
        ProductImport.read(HEADER + SOCKS + ",\"Socks, warm\",clothes,4.99 EUR,80\n");
    assertThat(result.problems()).isEmpty();
    assertThat(result.products())
        .containsExactly(new Product(SOCKS, "Socks, warm", "clothes", Money.eur(499), 80));
  }

  @Test
  void oneBadRecordDoesNotStopTheOthers() {
    ProductImport result =
        ProductImport.read(HEADER + "XX,a,b,1.00 EUR,1\n" + SOCKS + ",Socks,clothes,4.99 EUR,80\n");
    assertThat(result.products()).hasSize(1);
    assertThat(result.problems())
        .singleElement()
        .asString()
        .startsWith("record 1: 'XX' is no article number");
  }

  @Test
  void everyKindOfMistakeIsExplained() {
    ProductImport result =
        ProductImport.read(
            HEADER
                + (SOCKS + ",,c,1.00 EUR,1\n")
                + (SOCKS + ",a,c,cheap,1\n")
                + (SOCKS + ",a,c,-1.00 EUR,1\n")
                + (SOCKS + ",a,c,1.00 EUR\n"));
    assertThat(result.products()).isEmpty();
    assertThat(result.problems())
        .satisfiesExactly(
            p -> assertThat(p).contains("needs a name"),
            p -> assertThat(p).contains("'cheap' is no amount"),
            p -> assertThat(p).contains("must not be negative"),
            p -> assertThat(p).contains("5 fields expected, found 4"));
  }

  @Test
  void aRepeatedArticleIsReportedAndTheFirstOneKept() {
    String row = SOCKS + ",Socks,clothes,4.99 EUR,80\n";
    ProductImport result = ProductImport.read(HEADER + row + row);
    assertThat(result.products()).hasSize(1);
    assertThat(result.problems()).containsExactly("record 2: " + SOCKS + " appears twice");
  }

  @Test
  void aLargeListComesBackAsItWasWritten() {
    RandomShop shop = new RandomShop(31);
    List<List<String>> records =
        new ArrayList<>(List.of(List.of("sku", "name", "category", "price", "grams")));
    for (int i = 0; i < 25_000; i++) {
      records.add(
          new Product(
                  Sku.of("LP", i), shop.word(6) + ", \"" + shop.word(4) + '"', "c", shop.price(), i)
              .toRecord());
    }
    ProductImport result = ProductImport.read(Csv.format(records));
    assertThat(result.problems()).isEmpty();
    assertThat(result.products()).hasSize(25_000);
    for (int i = 0; i < 25_000; i++) {
      if (!result.products().get(i).toRecord().equals(records.get(i + 1))) {
        throw new AssertionError(records.get(i + 1));
      }
    }
  }
}
