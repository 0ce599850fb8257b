package lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LibIT {
  @Test
  void meetsTheUnitTest() throws Exception {
    assertEquals("integration", Lib.integration());
    Gate.meet("integration-tests-run", "unit-tests-run");
  }
}
