package lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignTest {
  @Test
  void ofAPositiveNumber() {
    assertEquals("plus", Sign.of(1));
  }
}
