package it;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ATest {

  @Test
  void waitsForTheOtherClassToStart() throws Exception {
    // The JVM ends meanwhile.
    if (!new CountDownLatch(1).await(60, TimeUnit.SECONDS)) {
      fail("the other class did not start, or was let run");
    }
  }
}
