package it;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FirstIT {

  @Test
  void endsWhenSurefireHasCleanedUp() throws IOException {
    Files.createFile(Gate.TARGET.resolve("integration-tests-run"));
    Gate.await(
        "Surefire has reported and cleaned up",
        () ->
            Files.exists(Gate.TARGET.resolve("surefire-reports/TEST-it.UnitTest.xml"))
                && !Files.exists(Gate.TARGET.resolve("surefire"))
                && !Files.exists(Gate.TARGET.resolve("surefire-test-default-test")));
  }
}
