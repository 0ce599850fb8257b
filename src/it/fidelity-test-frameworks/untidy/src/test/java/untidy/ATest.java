package untidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Leaves behind what the next class of the same JVM finds. */
class ATest {

  @Test
  void changesWhatAllOfTheJvmShares() throws Exception {
    System.setProperty("left", "by ATest");
    System.setProperty("told", "by ATest");
    Locale.setDefault(Locale.forLanguageTag("eo"));
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    Thread thread = new Thread(() -> {
      while (true) {
        Thread.onSpinWait();
        try {
          Thread.sleep(1_000_000);
        } catch (InterruptedException e) {
          // Stays.
        }
      }
    }, "left by ATest");
    thread.setDaemon(false);
    thread.start();
    Files.writeString(Path.of("left.txt"), "in the working directory");
  }

  @Test
  void isToldByThePom() {
    assertEquals("by the pom too", System.getenv("TOLD"));
    assertEquals("own", Path.of("").toAbsolutePath().getFileName().toString());
  }
}
