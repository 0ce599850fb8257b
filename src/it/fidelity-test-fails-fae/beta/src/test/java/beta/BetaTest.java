package beta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BetaTest {
  @Test
  void saysItsName() {
    assertEquals("alpha-beta", Beta.text());
  }

  @Test
  void isWrong() {
    assertEquals("something else", Beta.text());
  }
}
