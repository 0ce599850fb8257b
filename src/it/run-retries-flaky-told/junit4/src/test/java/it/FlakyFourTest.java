package it;

import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

public class FlakyFourTest {

  @Test
  public void failsInItsFirstJvm() throws Exception {
    Path mark = Path.of(System.getProperty("marks"), "FlakyFourTest");
    boolean again = Files.exists(mark);
    Files.createDirectories(mark.getParent());
    if (!again) {
      Files.createFile(mark);
    }
    assertTrue("first time", again ? Covered.second() : Covered.first());
  }

  @Test
  public void passes() {}
}
