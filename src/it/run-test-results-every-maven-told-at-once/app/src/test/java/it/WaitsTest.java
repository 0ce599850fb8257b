package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WaitsTest {

  @Test
  void theFailureOfTheOtherClassIsToldMeanwhile() throws Exception {
    long end = System.nanoTime() + 30_000_000_000L;
    boolean told = false;
    while (!told && System.nanoTime() - end < 0) {
      Thread.sleep(100);
      told = Files.readString(Path.of(System.getProperty("log"))).contains("ailing test: it.FailsTest");
    }
    assertTrue(told);
  }
}
