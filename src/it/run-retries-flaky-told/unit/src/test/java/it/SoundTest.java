package it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SoundTest {

  @Test
  void runsOnce() throws Exception {
    Path mark = Path.of(System.getProperty("marks"), "SoundTest");
    assertFalse(Files.exists(mark));
    Files.createDirectories(mark);
  }
}
