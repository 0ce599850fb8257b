package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class CatalogIT {

  @Test
  void postgresIsThere() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                System.getProperty("db.url"), System.getProperty("db.user"), System.getProperty("db.password"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select current_setting('data_directory')")) {
      rows.next();
      // verify.groovy compares what the modules saw.
      Files.writeString(Path.of("target", "data-directory.txt"), rows.getString(1));
    }
  }

  @Test
  void redisIsThere() throws Exception {
    try (Socket socket =
        new Socket(System.getProperty("cache.host"), Integer.getInteger("cache.port"))) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals("+PONG", new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aValueThatTheModuleDoesNotSetIsTheLeased() {
    assertTrue(System.getProperty("db.set-by-both").startsWith("dp_"));
  }
}
