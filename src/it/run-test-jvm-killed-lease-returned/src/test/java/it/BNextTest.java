package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BNextTest {

  @Test
  void seesNothingOfTheOneThatWasKilled() throws Exception {
    assertEquals("$-1", Cache.ask("GET visitor"));
  }
}
