package fid.alpha;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AlphaTest {
  @Test
  void runsInItsModule() {
    assertEquals("fid.alpha", Alpha.class.getModule().getName());
  }
}
