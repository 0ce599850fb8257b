package store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;

class QueryIT {
  @Test
  void isAnsweredByARealServer() throws Exception {
    try (PostgreSQLContainer postgres = new PostgreSQLContainer(System.getProperty("postgres.image"))) {
      postgres.start();
      try (Connection connection =
              DriverManager.getConnection(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
          ResultSet result = connection.createStatement().executeQuery(Query.text())) {
        assertTrue(result.next());
        assertEquals(42, result.getInt(1));
      }
    }
  }
}
