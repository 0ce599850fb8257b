package shop.storage;

import java.sql.SQLException;

/** What is done inside a transaction. */
@FunctionalInterface
public interface SqlWork<T> {
  T run(Sql sql) throws SQLException;
}
