package mid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MidTest {
  @Test
  void usesTheLibrary() {
    assertEquals("unit and integration", Mid.text());
  }
}
