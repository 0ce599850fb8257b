package shop.customers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.model.Money;

class LoyaltyTest {

  @ParameterizedTest
  @CsvSource({"0,none", "24999,none", "25000,silver", "99999,silver", "100000,gold"})
  void theLevelFollowsFromLastYearsPurchases(long cents, String group) {
    assertThat(Loyalty.of(Money.eur(cents)).group()).isEqualTo(group);
  }
}
