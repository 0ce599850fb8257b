package shop.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {

  @ParameterizedTest
  @CsvSource({
    "4111 1111 1111 1111,VISA",
    "5555-5555-5555-4444,MASTERCARD",
    "378282246310005,AMEX",
    "6011111111111117,OTHER"
  })
  void knowsTheBrand(String text, CardNumber.Brand brand) {
    assertThat(CardNumber.parse(text).brand()).isEqualTo(brand);
  }

  @Test
  void printsOnlyTheLastFourDigits() {
    assertThat(CardNumber.parse("4111 1111 1111 1111")).hasToString("**** 1111");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4111", "4111 1111 1111 111x", "41111111111111111111"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> CardNumber.parse(text)).hasMessageContaining("12 to 19 digits");
  }

  @Test
  void anErrorMessageDoesNotGiveTheNumberAway() {
    assertThatThrownBy(() -> CardNumber.parse("4111111111111112"))
        .hasMessageContaining("1112")
        .message()
        .doesNotContain("41111111");
  }

  @Test
  void exactlyOneCheckDigitFitsEveryNumberAndEverySwapButOneIsFound() {
    Random random = new Random(61);
    for (int i = 0; i < 100_000; i++) {
      String body = String.valueOf(100_000_000_000_000L + random.nextInt(Integer.MAX_VALUE));
      int valid = 0;
      for (char check = '0'; check <= '9'; check++) {
        valid += CardNumber.isValid(body + check) ? 1 : 0;
      }
      char a = body.charAt(13);
      char b = body.charAt(14);
      String swapped = body.substring(0, 13) + b + a;
      boolean blind = a == b || a == '0' && b == '9' || a == '9' && b == '0';
      if (valid != 1 || !blind && checkDigit(body) == checkDigit(swapped)) {
        throw new AssertionError(body);
      }
    }
  }

  private static char checkDigit(String body) {
    char check = '0';
    while (!CardNumber.isValid(body + check)) {
      check++;
    }
    return check;
  }
}
