package it;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlakyTest {

  @Test
  void failsInItsFirstJvm() throws Exception {
    Path mark = Path.of(System.getProperty("marks"), "FlakyTest");
    String jvm = Long.toString(ProcessHandle.current().pid());
    if (Files.notExists(mark)) {
      Files.createDirectories(mark.getParent());
      Files.writeString(mark, jvm);
      fail("first time");
    }
    assertNotEquals(Files.readString(mark), jvm);
  }

  @Test
  void passes() {}
}
