package it;

import org.junit.jupiter.api.Test;

class RunsTest {
  @Test
  void runs() {}
}
