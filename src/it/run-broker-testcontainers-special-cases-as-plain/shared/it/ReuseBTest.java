package it;

import org.junit.jupiter.api.Test;

/** In a JVM of its own, which finds the container. */
class ReuseBTest {

  @Test
  void theSameContainerIsThere() throws Exception {
    Reused.countsOneMore();
  }
}
