package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AppTest {
  @Test
  void tellsTheAnswer() throws Exception {
    assertEquals("answer 42", App.text());
    assertEquals("template", Files.readString(Path.of("target/generated-data/page.txt")).strip().substring(0, 8));
  }
}
