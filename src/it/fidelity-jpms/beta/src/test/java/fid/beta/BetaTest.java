package fid.beta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BetaTest {
  @Test
  void readsAlpha() {
    assertEquals("alpha beta", Beta.text());
  }
}
