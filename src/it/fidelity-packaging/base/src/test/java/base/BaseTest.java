package base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BaseTest {
  @Test
  void knowsTheAddedSource() {
    assertEquals(Expected.TEXT, Base.text());
  }
}
