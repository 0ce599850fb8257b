package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BTest {

  @Test
  void seesNobodyElse() throws Exception {
    String who = "B";
    assertEquals(who, Db.arrive(who));
  }
}
