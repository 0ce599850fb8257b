package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

class AppIT {
  @Test
  void worksAsAWhole() {
    assertEquals("answer 42", app.App.text());
    assertNotNull(lib.Lib.class.getResource("text.txt"));
  }
}
