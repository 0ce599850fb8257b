package it;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class StartTest {

  @Test
  void writesDownHowItsJvmWasStarted() throws Exception {
    Files.writeString(
        Path.of(System.getProperty("basedir"), "starts.txt"),
        (isTuned() ? "tuned" : "plain") + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  static boolean isTuned() {
    return ManagementFactory.getRuntimeMXBean()
        .getInputArguments()
        .contains("-XX:TieredStopAtLevel=1");
  }
}
