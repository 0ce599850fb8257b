package dev.deploypipeline.runtime;

import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The databases of one PostgreSQL server, over one connection, which is opened again when it broke.
 * Not safe for use by many threads: callers hold its lock.
 */
final class PostgresAdmin {

  /** Class 53 of PostgreSQL's error codes: insufficient resources; 53100 is a full disk. */
  private static final String DISK_FULL = "53100";

  private final Map<String, String> facts;
  private Optional<Connection> open = Optional.empty();

  PostgresAdmin(ConnectionFacts facts) {
    this.facts = facts.values();
  }

  /** Something to do on a connection. */
  @FunctionalInterface
  interface Use<T> {
    T on(Connection connection) throws SQLException, IOException;
  }

  /** The facts of another database of the server. */
  ConnectionFacts factsOf(String database) {
    return ConnectionFacts.postgres(
        facts.get("host"),
        Integer.parseInt(facts.get("port")),
        facts.get("username"),
        facts.get("password"),
        database);
  }

  /** Creates a database; where that fails PostgreSQL leaves nothing of it. */
  void cloneDatabase(String name, String template) throws IOException {
    execute(
        "clone the database " + name + " from " + template,
        "CREATE DATABASE \"" + name + "\" TEMPLATE \"" + template + "\"");
  }

  /** Drops a database and the connections to it; does nothing if it is not there. */
  void drop(String name) throws IOException {
    execute("drop the database " + name, "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
  }

  void execute(String purpose, String sql) throws IOException {
    use(
        purpose,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  /** The databases whose name begins with that, which must hold no wildcard. */
  List<String> databases(String beginning) throws IOException {
    return use(
        "list the databases",
        connection -> {
          List<String> names = new ArrayList<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT datname FROM pg_database WHERE starts_with(datname, ?)")) {
            query.setString(1, beginning);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                names.add(rows.getString(1));
              }
            }
          }
          return names;
        });
  }

  /** Uses the connection to the server's own database; purpose completes "cannot ...". */
  <T> T use(String purpose, Use<T> use) throws IOException {
    try {
      if (open.isEmpty() || !open.get().isValid(5)) {
        close();
        open = Optional.of(connect(facts.get("database")));
      }
      return use.on(open.get());
    } catch (SQLException e) {
      throw failure(purpose, e);
    }
  }

  /** Opens a connection to a database of the server; the caller closes it. */
  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", facts.get("username"));
    properties.setProperty("password", facts.get("password"));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "300");
    properties.setProperty("ApplicationName", "deploy-pipeline");
    String url = factsOf(database).values().get("jdbcUrl");
    // Not through DriverManager, which does not see the drivers of a plugin's class realm.
    return new Driver().connect(url, properties);
  }

  private void close() throws SQLException {
    if (open.isPresent()) {
      Connection broken = open.get();
      open = Optional.empty();
      broken.close();
    }
  }

  private IOException failure(String purpose, SQLException e) {
    String advice =
        DISK_FULL.equals(e.getSQLState())
            ? "Perhaps you should make room on the disk."
            : "Perhaps you should look at the server's log.";
    return new IOException(
        "PostgreSQL at %s:%s cannot %s: %s. %s"
            .formatted(
                facts.get("host"), facts.get("port"), purpose, oneLine(e.getMessage()), advice),
        e);
  }

  private static String oneLine(String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
