package shouter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShouterTest {
  @Test
  void works() {
    assertEquals("GREETER", Shouter.text());
  }
}
