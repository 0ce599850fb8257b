package second;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SecondTest {
  @Test
  void holdsWhatTheJarOfFirstHeld() {
    assertEquals(true, SecondTest.class.getResource("/unpacked/order.txt") != null);
  }
}
