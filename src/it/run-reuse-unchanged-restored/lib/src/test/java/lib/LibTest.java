package lib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LibTest {
  @Test
  void answers() {
    assertEquals(42, Lib.answer());
  }

  @Test
  void readsWhatItFinds() throws Exception {
    assertNotNull(LibTest.class.getResource("data.txt"));
    assertEquals("row", Files.readString(Path.of("rows.txt")).strip().substring(0, 3));
    assertEquals("hello", System.getProperty("greeting").toLowerCase());
    assertEquals("level", Files.readString(Path.of(System.getProperty("settings"))).substring(0, 5));
    Files.createDirectories(Path.of("target/snippets"));
    Files.writeString(Path.of("target/snippets/seen.txt"), System.getProperty("greeting") + System.getenv("COLOUR"));
  }
}
