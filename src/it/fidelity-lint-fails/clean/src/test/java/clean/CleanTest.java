package clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CleanTest {
  @Test
  void works() {
    assertEquals("x", Clean.text());
  }
}
