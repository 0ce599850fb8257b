package it;

import java.io.IOException;
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
}
