package beta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BetaTest {
  @Test
  void isRight() {
    assertEquals("x", Beta.text());
  }
}
