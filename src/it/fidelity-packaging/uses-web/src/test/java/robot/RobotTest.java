package robot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RobotTest {
  @Test
  void readsThePage() {
    assertEquals("page of base extra", Robot.text());
  }
}
