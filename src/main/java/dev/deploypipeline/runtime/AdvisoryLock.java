package dev.deploypipeline.runtime;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The lock of one template on one server, seen by all builds that use the server. It belongs to the
 * session of the admin's connection, so that the server frees it when a build is killed.
 */
final class AdvisoryLock implements AutoCloseable {

  private static final long POLL_MILLIS = 50;

  private final PostgresAdmin admin;
  private final long key;

  private AdvisoryLock(PostgresAdmin admin, long key) {
    this.admin = admin;
    this.key = key;
  }

  /**
   * Waits for the lock. Asks again and again rather than in one statement that waits, which could
   * neither be interrupted nor take longer than an answer may.
   *
   * @param admin the server; the caller holds its lock
   * @param hash that of the template, at least 16 hexadecimal digits
   */
  static AdvisoryLock take(PostgresAdmin admin, String hash)
      throws IOException, InterruptedException {
    Optional<AdvisoryLock> taken = tryTake(admin, hash);
    while (taken.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      taken = tryTake(admin, hash);
    }
    return taken.get();
  }

  /** Takes the lock if no other session has it; a session may take it more than once. */
  static Optional<AdvisoryLock> tryTake(PostgresAdmin admin, String hash)
      throws IOException, InterruptedException {
    long key = Long.parseUnsignedLong(hash.substring(0, 16), 16);
    return call(admin, "SELECT pg_try_advisory_lock(?)", key)
        ? Optional.of(new AdvisoryLock(admin, key))
        : Optional.empty();
  }

  private static boolean call(PostgresAdmin admin, String sql, long key)
      throws IOException, InterruptedException {
    return admin.use(
        "lock the template",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() && row.getBoolean(1);
            }
          }
        });
  }

  /** Frees it. Does nothing where the session has ended in the meantime, and the lock with it. */
  @Override
  public void close() throws IOException {
    try {
      call(admin, "SELECT pg_advisory_unlock(?)", key);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a template was unlocked", e);
    }
  }
}
