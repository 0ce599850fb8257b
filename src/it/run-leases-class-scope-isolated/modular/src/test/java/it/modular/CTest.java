package it.modular;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CTest {

  @Test
  void isLeasedToInANamedModule() throws Exception {
    assertTrue(Where.class.getModule().isNamed());
    Path seen = Files.createDirectories(Path.of("target/databases"));
    Files.writeString(seen.resolve("C"), Where.database());
  }
}
