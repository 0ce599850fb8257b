package shop.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.model.RandomShop;

class EmailTest {

  @Test
  void caseAndSurroundingBlanksDoNotCount() {
    assertThat(new Email(" Anna.B@Example.ORG ")).isEqualTo(new Email("anna.b@example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@example.org",
        "a@b",
        "a..b@example.org",
        "a@-x.org",
        "a@x.o",
        "a b@x.org"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> new Email(text)).hasMessageContaining("is no mail address");
  }

  @Test
  void acceptsAllThatIsBuiltByTheRules() {
    RandomShop shop = new RandomShop(51);
    for (int i = 0; i < 100_000; i++) {
      String address =
          shop.word(shop.between(1, 10))
              + shop.oneOf(List.of("", ".x", "+shop", "_1"))
              + "@"
              + shop.word(7)
              + ".org";
      if (!new Email(address).value().equals(address)) {
        throw new AssertionError(address);
      }
    }
  }
}
