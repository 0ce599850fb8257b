package shop.storage;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.CRC32;

/** Locks by name that live in the database server; they end with the transaction that took them. */
public final class AdvisoryLock {

  private AdvisoryLock() {}

  /** Runs the work if nobody else holds the lock now. */
  public static <T> Optional<T> tryRun(Database database, String name, SqlWork<T> work) {
    return database.inTransaction(
        sql -> {
          boolean mine =
              sql.one(
                      "SELECT pg_try_advisory_xact_lock(?)",
                      row -> row.getBoolean(1),
                      key(database, name))
                  .orElse(false);
          return mine ? Optional.of(work.run(sql)) : Optional.empty();
        });
  }

  /**
   * Runs the work when the lock is free; gives up with a lock timeout after {@code maxWaitMillis}.
   */
  public static <T> T runWithin(
      Database database, String name, long maxWaitMillis, SqlWork<T> work) {
    return database.inTransaction(
        sql -> {
          sql.execute("SET LOCAL lock_timeout = " + maxWaitMillis);
          sql.query("SELECT pg_advisory_xact_lock(?)", row -> true, key(database, name));
          return work.run(sql);
        });
  }

  static void waitInTransaction(Sql sql, String name) throws SQLException {
    sql.query("SELECT pg_advisory_xact_lock(?)", row -> true, hash(name));
  }

  /** Two shops in two schemas of one server do not lock each other out. */
  private static long key(Database database, String name) {
    return hash(database.schema() + "/" + name);
  }

  private static long hash(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
