package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AppIT {
  @Test
  void tellsTheSignToo() {
    assertEquals("sign: plus", App.text());
  }
}
