package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ATest {

  @Test
  void findsTheMigrationsAndNobodyElse() throws Exception {
    assertEquals("0-migrated m1", Db.arrive("m1"));
    assertEquals(System.getProperty("db.name"), System.getenv("DB_NAME"));
  }
}
