package five;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiveTest {

  @ParameterizedTest(name = "{0} is short")
  @ValueSource(strings = {"a", "<b>"})
  void isShort(String text) {
    assertTrue(text.length() < 4);
  }

  @Nested
  class Inside {
    @Test
    @DisplayName("has a name of its own")
    void named() {
      System.out.println("inside");
      System.err.println("inside, an error");
    }
  }
}
