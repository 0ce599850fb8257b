package it;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class AlwaysFailsTest {

  @Test
  void fails() {
    fail("as ever");
  }

  @Test
  void passes() {}
}
