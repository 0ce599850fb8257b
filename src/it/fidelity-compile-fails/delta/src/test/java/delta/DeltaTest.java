package delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeltaTest {
  @Test
  void works() {
    assertEquals("x", Delta.text());
  }
}
