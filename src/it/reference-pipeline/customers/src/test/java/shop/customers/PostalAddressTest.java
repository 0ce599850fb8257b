package shop.customers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostalAddressTest {

  @ParameterizedTest
  @CsvSource({"DE,01067", "AT,1010", "CH,8001", "NL,1012 AB", "FR,75001"})
  void acceptsTheCodesOfTheCountry(String country, String code) {
    assertThatCode(() -> new PostalAddress("Street 1", code, "City", country))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"DE,1067", "AT,0101", "NL,1012AB", "FR,7500A"})
  void refusesOtherCodes(String country, String code) {
    assertThatThrownBy(() -> new PostalAddress("Street 1", code, "City", country))
        .hasMessageContaining("no postal code of " + country);
  }

  @Test
  void refusesCountriesWithoutDelivery() {
    assertThatThrownBy(() -> new PostalAddress("Street 1", "1", "City", "AQ"))
        .hasMessageContaining("'AQ'");
  }

  @Test
  void streetAndCityAreNeeded() {
    assertThatThrownBy(() -> new PostalAddress(" ", "01067", "Dresden", "DE"))
        .hasMessageContaining("street");
  }
}
