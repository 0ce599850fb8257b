package it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ATest {

  @Test
  void neverRuns() throws Exception {
    Files.createFile(Path.of("target/ran-without-its-database"));
  }
}
