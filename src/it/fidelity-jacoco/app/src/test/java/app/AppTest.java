package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AppTest {
  @Test
  void tellsTheSign() {
    assertEquals("sign: plus", App.text());
  }
}
