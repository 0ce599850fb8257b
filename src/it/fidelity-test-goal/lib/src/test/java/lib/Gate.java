package lib;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Lets the tests of two JVMs meet, where they are meant to run side by side. */
final class Gate {

  private Gate() {}

  static void meet(String own, String other) throws Exception {
    Path target = Path.of("target").toAbsolutePath();
    Files.createFile(target.resolve(own));
    if (!"true".equals(System.getProperty("beside"))) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(target.resolve(other))) {
      assertTrue(System.nanoTime() < deadline, other + " runs beside " + own);
      Thread.onSpinWait();
    }
  }
}
