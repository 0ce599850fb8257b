package it;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class ATest {

  @Test
  void neverRuns() {
    fail("ran without its database");
  }
}
