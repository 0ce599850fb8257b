package it;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class UnitTest {

  @Test
  void endsWhenTheIntegrationTestsHaveBegun() {
    Gate.await(
        "the integration tests have begun",
        () -> Files.exists(Gate.TARGET.resolve("integration-tests-run")));
  }
}
