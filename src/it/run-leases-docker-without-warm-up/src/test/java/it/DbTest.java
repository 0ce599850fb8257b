package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class DbTest {

  @Test
  void theDatabaseAnswers() throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            System.getProperty("db.url"), System.getProperty("db.user"), System.getProperty("db.password"))) {
      assertTrue(connection.isValid(5));
    }
  }
}
