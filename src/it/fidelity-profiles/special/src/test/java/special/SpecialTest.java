package special;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpecialTest {
  @Test
  void works() {
    assertEquals("GREETER", Special.text());
  }
}
