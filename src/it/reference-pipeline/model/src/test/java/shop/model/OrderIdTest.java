package shop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OrderIdTest {

  @Test
  void everyNumberSurvivesPrintingAndParsing() {
    for (long n = 0; n < 3_000_000_000_000L; n = n * 5 / 4 + 1) {
      assertThat(OrderId.parse(new OrderId(n).toString())).isEqualTo(new OrderId(n));
    }
    for (long n = 0; n < 150_000; n++) {
      if (OrderId.parse(new OrderId(n).toString()).number() != n) {
        throw new AssertionError(n);
      }
    }
  }

  @Test
  void lettersThatLookLikeDigitsAreForgiven() {
    String text = new OrderId(32L * 32 + 1).toString();
    assertThat(OrderId.parse(text.replace('0', 'o').replace('1', 'l')))
        .isEqualTo(new OrderId(1025));
  }

  @Test
  void aTypingErrorIsFound() {
    assertThatThrownBy(() -> OrderId.parse("00000A" + "0")).hasMessageContaining("check symbol");
  }

  @Test
  void aStrangeCharacterIsNamed() {
    assertThatThrownBy(() -> OrderId.parse("00!001")).hasMessageContaining("'!'");
  }
}
