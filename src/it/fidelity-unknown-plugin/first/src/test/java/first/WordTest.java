package first;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordTest {
  @Test
  void wasRewrittenBeforeItWasCompiled() {
    assertEquals("REWRITTEN", Word.text());
  }

  @Test
  void isIndexed() {
    assertEquals(true, WordTest.class.getResource("/index.txt") != null);
  }
}
