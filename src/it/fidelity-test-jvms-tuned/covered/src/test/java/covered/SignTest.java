package covered;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignTest {
  @Test
  void isPlus() {
    assertEquals("plus", Sign.of(1));
  }
}
