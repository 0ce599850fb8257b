package stamped;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StampTest {
  @Test
  void wasWrittenByThePluginOfTheSameReactor() throws Exception {
    assertEquals("stamped", Stamp.text());
  }
}
