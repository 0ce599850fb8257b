package lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LibTest {
  @Test
  void meetsTheIntegrationTest() throws Exception {
    assertEquals("unit", Lib.unit());
    Gate.meet("unit-tests-run", "integration-tests-run");
  }
}
