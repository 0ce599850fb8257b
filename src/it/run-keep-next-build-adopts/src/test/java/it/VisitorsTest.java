package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Leaves a row and a key behind, and finds none of another build. */
class VisitorsTest {

  @Test
  void nobodyWasHereBefore() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                System.getProperty("db.url"), System.getProperty("db.user"), System.getProperty("db.password"));
        Statement statement = connection.createStatement()) {
      assertEquals("0", one(statement, "SELECT count(*) FROM visitors"));
      statement.execute("INSERT INTO visitors VALUES ('" + System.getProperty("it.build") + "')");
      // verify.groovy compares what the builds saw.
      Files.writeString(
          Path.of("seen-" + System.getProperty("it.build") + ".properties"),
          "data=" + one(statement, "SELECT current_setting('data_directory')")
              + "\nstarted=" + one(statement, "SELECT pg_postmaster_start_time()::text").replace(":", "\\:")
              + "\ndatabase=" + one(statement, "SELECT current_database()")
              + "\nall=" + one(statement, "SELECT string_agg(datname, ' ') FROM pg_database")
              + "\npassword=" + System.getProperty("db.password")
              + "\ncache=" + cache()
              + "\n");
      if (Boolean.getBoolean("it.hang")) {
        Files.writeString(Path.of("hanging"), Long.toString(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
      }
    }
  }

  private static String one(Statement statement, String query) throws Exception {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Sets a key in an empty database of the cache, and says where the cache is. */
  private static String cache() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", Integer.getInteger("cache.port"))) {
      String commands = "SELECT " + System.getProperty("cache.database") + "\r\nDBSIZE\r\nSET visitor me\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertEquals("+OK", in.readLine());
      assertEquals(":0", in.readLine());
      assertEquals("+OK", in.readLine());
    }
    return System.getProperty("cache.port");
  }
}
