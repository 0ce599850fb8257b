package it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class SensitiveTest {

  @Test
  void bearsNoOptions() {
    assertFalse(StartTest.isTuned(), "the second compiler is missing");
  }
}
