package it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that this test was given. */
final class Db {

  private Db() {}

  /** Notes who is here, and tells who was here ever. */
  static String arrive(String who) throws SQLException, IOException {
    checkEnvironment();
    Path seen = Files.createDirectories(Path.of("target/databases"));
    Files.writeString(seen.resolve(who), System.getProperty("db.name"));
    try (Connection connection =
            DriverManager.getConnection(
                System.getProperty("db.url"),
                System.getProperty("db.user"),
                System.getProperty("db.password"));
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists visitor(name text)");
      statement.execute("insert into visitor values ('" + who + "')");
      try (ResultSet row =
          statement.executeQuery("select string_agg(distinct name, ' ' order by name) from visitor")) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** The lease is in the environment too, here and in the processes that this one starts. */
  private static void checkEnvironment() throws IOException {
    String expected = System.getProperty("db.name") + " " + System.getProperty("db.user");
    String here = System.getenv("DB_NAME") + " " + System.getenv("DB_USER");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo $DB_NAME $DB_USER");
    // Asked for its environment, a builder takes that of Java, and otherwise the native one.
    builder.environment().put("ASKED", "yes");
    Process child = builder.start();
    String there = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!expected.equals(here) || !expected.equals(there)) {
      throw new AssertionError(expected + " is expected, not " + here + " and " + there);
    }
    if (Object.class.getModule().isOpen("java.util", Db.class.getModule())) {
      throw new AssertionError("the tests may look into the JDK, which they may not without leases");
    }
  }
}
