package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailsTest {

  @Test
  void adds() {
    assertEquals(3, 4, "sum");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void each(int number) {
    assertEquals(1, number);
  }

  @Nested
  class WhenRun {

    @Test
    void runs() {
      App.run();
    }
  }
}
