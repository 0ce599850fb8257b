package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SideBySideIT {

  /** The jar on the fork's command line; its manifest is the class path. */
  private static Path bootJar() {
    return Path.of(System.getProperty("surefire.real.class.path"));
  }

  @Test
  void endsWhenSurefireHasCleanedUp() throws IOException {
    Files.createFile(Gate.TARGET.resolve("integration-tests-run"));
    Gate.await(
        "Surefire has reported and cleaned up",
        () ->
            Files.exists(Gate.TARGET.resolve("surefire-reports/TEST-it.UnitTest.xml"))
                && !Files.exists(Gate.TARGET.resolve("surefire"))
                && !Files.exists(Gate.TARGET.resolve("surefire-test-default-test")));
    assertTrue(Files.exists(bootJar()), bootJar() + " was deleted under a running fork");
  }
}
