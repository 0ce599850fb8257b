package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AppTest {
  @Test
  void seesThePackagedLibrary() {
    assertEquals("unit and integration", App.text());
    String from = lib.Lib.class.getProtectionDomain().getCodeSource().getLocation().toString();
    assertTrue(from.endsWith("lib-1.0.jar"), from);
  }
}
