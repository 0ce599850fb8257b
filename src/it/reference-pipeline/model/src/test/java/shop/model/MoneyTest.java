package shop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @Test
  void addsAndSubtractsInOneCurrency() {
    assertThat(Money.eur(1999).plus(Money.eur(1)).minus(Money.eur(500))).isEqualTo(Money.eur(1500));
  }

  @Test
  void refusesToMixCurrencies() {
    assertThatThrownBy(() -> Money.eur(1).plus(new Money(1, "USD")))
        .hasMessage("cannot mix EUR and USD");
  }

  @Test
  void overflowIsAnErrorAndNotANegativePrice() {
    assertThatThrownBy(() -> Money.eur(Long.MAX_VALUE).times(2))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({"1000,19,190", "5,50,2", "15,50,8", "-5,50,-2", "333,7.5,25"})
  void percentRoundsHalfToEven(long cents, BigDecimal percent, long expected) {
    assertThat(Money.eur(cents).percent(percent)).isEqualTo(Money.eur(expected));
  }

  @Test
  void allocationGivesTheRemainderToTheFirstShares() {
    assertThat(Money.eur(100).allocate(1, 1, 1))
        .containsExactly(Money.eur(34), Money.eur(33), Money.eur(33));
  }

  @Test
  void allocationNeverLosesACent() {
    RandomShop shop = new RandomShop(1);
    for (int i = 0; i < 200_000; i++) {
      int[] weights = new int[shop.between(1, 8)];
      Arrays.setAll(weights, w -> shop.between(0, 50));
      weights[0]++;
      Money amount = Money.eur(shop.between(-100_000, 100_000));
      Money sum = Arrays.stream(amount.allocate(weights)).reduce(Money.eur(0), Money::plus);
      if (!sum.equals(amount)) {
        throw new AssertionError(amount + " by " + Arrays.toString(weights) + " gave " + sum);
      }
    }
  }

  @Test
  void allocationNeedsAPositiveWeight() {
    assertThatThrownBy(() -> Money.eur(1).allocate(0, 0))
        .hasMessageContaining("at least one weight");
  }

  @Test
  void everyAmountSurvivesPrintingAndParsing() {
    RandomShop shop = new RandomShop(2);
    for (int i = 0; i < 60_000; i++) {
      Money amount = Money.eur(shop.between(-10_000_000, 10_000_000));
      if (!Money.parse(amount.toString()).equals(amount)) {
        throw new AssertionError(amount);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "12,50 EUR", "1.5 EUR", "EUR 3", "99999999999999999 EUR"})
  void refusesWhatIsNoAmount(String text) {
    assertThatThrownBy(() -> Money.parse(text)).hasMessageContaining("is no amount");
  }

  @Test
  void minimumAndSign() {
    assertThat(Money.eur(3).min(Money.eur(-4))).isEqualTo(Money.eur(-4));
    assertThat(Money.eur(-4).isNegative()).isTrue();
    assertThat(Money.eur(0).isNegative()).isFalse();
  }
}
