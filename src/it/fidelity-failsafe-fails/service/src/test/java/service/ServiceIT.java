package service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServiceIT {
  @Test
  void findsTheServerStarted() throws Exception {
    assertEquals("started", Files.readString(Path.of("target/server.state")));
  }

  @Test
  void isWrong() {
    assertEquals("something else", Service.text());
  }
}
