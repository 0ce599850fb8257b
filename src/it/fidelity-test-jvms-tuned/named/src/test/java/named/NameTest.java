package named;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NameTest {
  @Test
  void isInItsModule() {
    assertEquals("named", Name.ofModule());
  }
}
