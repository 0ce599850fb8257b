package lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LibTest {
  @Test
  void works() {
    assertEquals("x", Lib.text());
  }
}
