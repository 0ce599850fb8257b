package it;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class OldStyleTest {

  @Test
  public void seesNobodyElse() throws Exception {
    assertEquals("Old", Db.arrive("Old"));
  }
}
