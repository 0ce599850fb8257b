package it.near;

import org.junit.jupiter.api.Test;

class LongTest {
  @Test
  void recordedAsLong() {}
}
