package it;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaTest {
  @Test
  void plain() {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void each(int value) {}

  @Nested
  class Inner {
    @Test
    void nested() {}
  }
}
