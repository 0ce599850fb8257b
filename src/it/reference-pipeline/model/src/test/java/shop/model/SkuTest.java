package shop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkuTest {

  @Test
  void printsAsItIsWritten() {
    Sku sku = Sku.of("AB", 123456);
    assertThat(new Sku(sku.toString())).isEqualTo(sku);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab-123456-1", "AB123456-1", "ABC-12345-1", "AB-123456-"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> new Sku(text)).hasMessageContaining("is no article number");
  }

  @Test
  void everySingleWrongDigitIsFound() {
    RandomShop shop = new RandomShop(3);
    for (int i = 0; i < 2_000; i++) {
      String good = shop.sku().value();
      for (int at = 3; at < 9; at++) {
        char wrong = good.charAt(at) == '9' ? '0' : (char) (good.charAt(at) + 1);
        String bad = good.substring(0, at) + wrong + good.substring(at + 1);
        assertThatThrownBy(() -> new Sku(bad)).hasMessageContaining("check digit");
      }
    }
  }

  @Test
  void sortsByText() {
    assertThat(Sku.of("AA", 2)).isLessThan(Sku.of("AB", 1));
  }
}
