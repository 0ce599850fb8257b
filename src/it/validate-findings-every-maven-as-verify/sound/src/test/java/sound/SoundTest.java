package sound;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class SoundTest {
  @Test
  void isNotRun() {
    fail("was run");
  }
}
