package gamma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GammaTest {
  @Test
  void saysItsName() {
    assertEquals("alpha-beta-gamma", Gamma.text());
  }
}
