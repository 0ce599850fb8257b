package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DTest {

  @Test
  void seesNobodyElse() throws Exception {
    String who = "D";
    assertEquals(who, Db.arrive(who));
  }
}
