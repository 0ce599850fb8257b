package mid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MidIT {
  @Test
  void runsBetweenBeginAndEnd() {
    assertTrue(Files.exists(Path.of("target/begun.txt")));
  }
}
