package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class FailsIT {

  private static int runs;

  @Test
  void adds() {
    assertEquals(3, 4, "integrated sum");
  }

  @Test
  void isFlaky() {
    if (runs++ == 0) {
      fail("not yet");
    }
  }
}
