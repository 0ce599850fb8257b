package dirty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DirtyTest {
  @Test
  void works() {
    assertEquals("xFORBIDDEN", Dirty.text());
  }
}
