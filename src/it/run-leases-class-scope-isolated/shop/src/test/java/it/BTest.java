package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BTest {

  @BeforeAll
  static void isAloneFromTheStart() throws Exception {
    assertEquals("B", Db.arrive("B"));
  }

  @Test
  void isStillAlone() throws Exception {
    assertEquals("B", Db.arrive("B"));
  }
}
