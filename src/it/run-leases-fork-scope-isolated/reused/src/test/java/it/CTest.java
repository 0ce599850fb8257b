package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CTest {

  @Test
  void seesNobodyElse() throws Exception {
    String who = "jvm" + ProcessHandle.current().pid();
    assertEquals(who, Db.arrive(who));
  }
}
