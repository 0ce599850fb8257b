package it;

import org.junit.jupiter.api.Test;

/** In a JVM of its own, which leaves the container. */
class ReuseATest {

  @Test
  void theSameContainerIsThere() throws Exception {
    Reused.countsOneMore();
  }
}
