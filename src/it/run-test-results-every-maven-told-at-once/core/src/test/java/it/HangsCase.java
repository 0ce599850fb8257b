package it;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Runs only where it is asked for by name. */
class HangsCase {

  @Test
  void hangs() throws Exception {
    new CountDownLatch(1).await();
  }
}
