package shop.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import shop.resilience.RetriesExhaustedException;
import shop.resilience.RetryPolicy;

/** Transactions in one schema of a PostgreSQL server. */
public final class Database implements AutoCloseable {
  private static final RetryPolicy CONFLICTS =
      new RetryPolicy(5, Duration.ofMillis(20), 2, Duration.ofMillis(200));
  private static final Predicate<Exception> IS_CONFLICT =
      e -> e instanceof StorageException && e.getCause() instanceof SQLException s && isConflict(s);

  private final String schema;
  private final Pool<Connection> connections;

  public Database(ShopSettings settings, String schema, int poolSize) {
    this.schema = schema;
    this.connections = new Pool<>(poolSize, Duration.ofSeconds(5), () -> open(settings));
  }

  private Connection open(ShopSettings settings) throws SQLException {
    Connection connection =
        DriverManager.getConnection(settings.jdbcUrl(), settings.username(), settings.password());
    connection.setAutoCommit(false);
    connection.setSchema(schema);
    connection.commit();
    return connection;
  }

  public String schema() {
    return schema;
  }

  /** Runs the work in one transaction; any exception rolls it back. */
  public <T> T inTransaction(SqlWork<T> work) {
    Connection connection = connections.borrow();
    boolean healthy = false;
    try {
      T result = work.run(new Sql(connection));
      connection.commit();
      healthy = true;
      return result;
    } catch (SQLException e) {
      throw new StorageException(e.getMessage(), e);
    } finally {
      connections.giveBack(connection, healthy || rollback(connection));
    }
  }

  /** As {@link #inTransaction}, but repeats the work when it collided with another transaction. */
  public <T> T retryingConflicts(SqlWork<T> work) {
    try {
      return CONFLICTS.call(() -> inTransaction(work), IS_CONFLICT);
    } catch (RetriesExhaustedException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static boolean isConflict(SQLException e) {
    String state = e.getSQLState();
    return "40001".equals(state) || "40P01".equals(state) || "55P03".equals(state);
  }

  private static boolean rollback(Connection connection) {
    try {
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
