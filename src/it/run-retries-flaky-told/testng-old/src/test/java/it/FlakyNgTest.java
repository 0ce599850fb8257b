package it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.Assert;
import org.testng.annotations.Test;

public class FlakyNgTest {

  @Test
  public void failsInItsFirstJvm() throws Exception {
    Path mark = Path.of(System.getProperty("marks"), "FlakyNgTest");
    if (Files.notExists(mark)) {
      Files.createDirectories(mark.getParent());
      Files.createFile(mark);
      Assert.fail("first time");
    }
  }

  @Test(dependsOnMethods = "failsInItsFirstJvm")
  public void isSkippedBehindIt() {}
}
