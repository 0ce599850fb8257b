package untidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class BTest {

  @Test
  void findsWhatTheClassBeforeLeft() throws Exception {
    assertEquals("by ATest", System.getProperty("left"));
    assertEquals("by ATest", System.getProperty("told"));
    assertEquals("eo", Locale.getDefault().getLanguage());
    assertEquals("Asia/Kathmandu", TimeZone.getDefault().getID());
    assertTrue(Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("left by ATest")));
    assertEquals("in the working directory", Files.readString(Path.of("left.txt")));
  }

  @Test
  void printsAMegabyte() {
    for (int line = 0; line < 10_000; line++) {
      System.out.println("line " + line + " " + "-".repeat(90));
    }
    System.out.print("no end of line, \u00e9 \u0001");
    System.err.println("and an error");
  }
}
