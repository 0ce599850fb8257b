package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NestedTest {

  @BeforeAll
  static void arrive() throws Exception {
    Db.arrive("Outer");
  }

  @Nested
  class Inner {
    @Test
    void sharesTheDatabaseOfTheClassAroundIt() throws Exception {
      assertEquals("Inner Outer", Db.arrive("Inner"));
    }
  }
}
