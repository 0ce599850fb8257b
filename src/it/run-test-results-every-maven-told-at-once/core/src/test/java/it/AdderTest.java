package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class AdderTest {

  @Test
  void divides() throws Exception {
    Thread.sleep(500); // slower than the limit of this build
    assertEquals(2, Adder.divide(4, 2));
  }

  @Test
  @Disabled
  void isSkipped() {}
}
