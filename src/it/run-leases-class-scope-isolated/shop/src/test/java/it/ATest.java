package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ATest {

  @BeforeAll
  static void isAloneFromTheStart() throws Exception {
    assertEquals("A", Db.arrive("A"));
  }

  @Test
  void isStillAlone() throws Exception {
    assertEquals("A", Db.arrive("A"));
  }
}
