package alpha;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AlphaTest {
  @Test
  void isWrong() {
    assertEquals("y", Alpha.text());
  }

  @Test
  void isRight() {
    assertEquals("x", Alpha.text());
  }
}
