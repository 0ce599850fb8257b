package dev.deploypipeline.runtime;

import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.Driver;

/**
 * The databases of one PostgreSQL server, over one connection, which is opened again when it broke.
 * Not safe for use by many threads: those who share it {@linkplain #lock hold its lock}.
 */
final class PostgresAdmin {

  // PostgreSQL's error codes, as its manual lists them.
  private static final String DISK_FULL = "53100";
  private static final String TOO_MANY_CONNECTIONS = "53300";

  /** It starts, stops, or recovers from a crash such as a full disk makes. */
  private static final String CANNOT_CONNECT_NOW = "57P03";

  /** Migrations may take long. */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);

  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> facts;
  private final Duration answerLimit;
  private Optional<Connection> open = Optional.empty();

  PostgresAdmin(ConnectionFacts facts) {
    this(facts, ANSWER_LIMIT);
  }

  /**
   * @param answerLimit how long an answer may take, in whole seconds
   */
  PostgresAdmin(ConnectionFacts facts, Duration answerLimit) {
    this.facts = facts.values();
    this.answerLimit = answerLimit;
  }

  /** Something to do on a connection. */
  @FunctionalInterface
  interface Use<T> {
    T on(Connection connection) throws SQLException, IOException;
  }

  /**
   * Waits until no other thread uses it. CREATE DATABASE from one template serialises in the server
   * anyway.
   */
  void lock() throws InterruptedException {
    lock.lockInterruptibly();
  }

  /** Lets the next thread use it. */
  void unlock() {
    lock.unlock();
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

  /**
   * Creates a database. Where that fails it may be there all the same, because the connection can
   * break before the server has answered: see {@link FreshDatabase}.
   */
  void cloneDatabase(String name, String template) throws IOException, InterruptedException {
    execute(
        "clone the database " + name + " from " + template,
        "CREATE DATABASE \"" + name + "\" TEMPLATE \"" + template + "\"");
  }

  /** Drops a database and the connections to it; does nothing if it is not there. */
  void drop(String name) throws IOException, InterruptedException {
    execute("drop the database " + name, "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
  }

  /** Drops a database that may be a template, or not be there. */
  void dropTemplate(String name) throws IOException, InterruptedException {
    if (exists(name)) {
      execute("open the template", "ALTER DATABASE \"" + name + "\" WITH IS_TEMPLATE false");
    }
    drop(name);
  }

  boolean exists(String name) throws IOException, InterruptedException {
    return databases(name).contains(name);
  }

  void execute(String purpose, String sql) throws IOException, InterruptedException {
    use(
        purpose,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  /** The databases whose name begins with that, which must hold no wildcard. */
  List<String> databases(String beginning) throws IOException, InterruptedException {
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

  /**
   * Uses the connection to the server's own database; purpose completes "cannot ...". Waits a while
   * for a server that recovers from a crash.
   */
  <T> T use(String purpose, Use<T> use) throws IOException, InterruptedException {
    try {
      if (open.isEmpty() || !open.get().isValid(5)) {
        close();
        open = Optional.of(connectPatiently());
      }
      return use.on(open.get());
    } catch (SQLException e) {
      throw failure(purpose, e);
    }
  }

  private Connection connectPatiently() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + RECOVERY_LIMIT.toNanos();
    while (true) {
      try {
        return connect(facts.get("database"));
      } catch (SQLException e) {
        if (!CANNOT_CONNECT_NOW.equals(e.getSQLState()) || System.nanoTime() - deadline > 0) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  /** Opens a connection to a database of the server; the caller closes it. */
  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", facts.get("username"));
    properties.setProperty("password", facts.get("password"));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", Long.toString(answerLimit.toSeconds()));
    properties.setProperty("ApplicationName", "deploy-pipeline");
    String url = factsOf(database).values().get("jdbcUrl");
    // Not through DriverManager, which does not see the drivers of a plugin's class realm.
    return new Driver().connect(url, properties);
  }

  /** Ends the connection; the next use opens another one. */
  void close() throws SQLException {
    if (open.isPresent()) {
      Connection broken = open.get();
      open = Optional.empty();
      broken.close();
    }
  }

  private IOException failure(String purpose, SQLException e) {
    String advice =
        switch (String.valueOf(e.getSQLState())) {
          case DISK_FULL -> "Perhaps you should make room on the disk.";
          case TOO_MANY_CONNECTIONS ->
              "Perhaps you should raise max_connections in <tuning>, or let tests close theirs.";
          default -> "Perhaps you should look at the server's log.";
        };
    return new IOException(
        "PostgreSQL at %s:%s cannot %s: %s. %s"
            .formatted(
                facts.get("host"), facts.get("port"), purpose, oneLine(e.getMessage()), advice),
        e);
  }

  private static String oneLine(String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.+$", "");
  }
}
