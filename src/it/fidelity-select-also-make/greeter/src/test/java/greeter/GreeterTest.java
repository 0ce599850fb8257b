package greeter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GreeterTest {
  @Test
  void works() {
    assertEquals("greeter", Greeter.text());
  }
}
