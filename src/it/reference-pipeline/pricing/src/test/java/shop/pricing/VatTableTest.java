package shop.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.model.Money;

class VatTableTest {

  @ParameterizedTest
  @CsvSource({"DE,11900,1900", "AT,12000,2000", "FI,12550,2550", "CH,10810,810", "de,1,0"})
  void takesTheTaxOutOfTheGrossAmount(String country, long gross, long tax) {
    assertThat(VatTable.included(Money.eur(gross), country)).isEqualTo(Money.eur(tax));
  }

  @Test
  void anUnknownCountryIsNamed() {
    assertThatThrownBy(() -> VatTable.percent("XX")).hasMessageContaining("'XX'");
  }
}
