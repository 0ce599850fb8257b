package dev.deploypipeline.runtime;

import dev.deploypipeline.pool.FinalFailure;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.core.TransactionState;

/**
 * The template database of some migrations on one server. It is built under an advisory lock, so
 * that builds which share the server build it once; in a database of another name, which is renamed
 * when complete, so that nobody clones a half one; and nobody can connect to it afterwards, because
 * PostgreSQL refuses to clone a database that somebody is connected to.
 */
final class TemplateDatabase {

  private static final int SHOWN = 200;
  private static final String BUILDING = "dp_building_";
  private static final Pattern LEFT_OVER = Pattern.compile(BUILDING + "(?<hash>[0-9a-f]{16,})_.*");

  /** Error classes that are no fault of the migration: connection, resources, operator, system. */
  private static final Pattern PASSING = Pattern.compile("08|53|57|58");

  private final PostgresAdmin admin;
  private final Migrations migrations;
  private final String hash;

  /**
   * @param admin the server; the caller holds its lock
   */
  TemplateDatabase(PostgresAdmin admin, Migrations migrations) {
    this.admin = admin;
    this.migrations = migrations;
    this.hash = migrations.hash();
  }

  /** The name of the template of migrations with that hash. */
  static String name(String hash) {
    return "dp_template_" + hash;
  }

  /**
   * Builds the template unless it is there.
   *
   * @return its name
   * @throws IOException if a migration fails; nothing is left of the template then
   * @throws InterruptedException if interrupted while another build has the lock or between two
   *     statements; nothing is left of the template then
   */
  String build() throws IOException, InterruptedException {
    String name = name(hash);
    if (admin.exists(name)) {
      return name;
    }
    AdvisoryLock lock = AdvisoryLock.take(admin, hash);
    try (lock) {
      if (!admin.exists(name)) {
        sweep();
        buildLocked(name);
      }
    }
    return name;
  }

  /** Whoever left half a template was killed, unless it holds the lock: then it is building. */
  private void sweep() throws IOException, InterruptedException {
    for (String database : admin.databases(BUILDING)) {
      Matcher leftOver = LEFT_OVER.matcher(database);
      if (!leftOver.matches()) {
        continue;
      }
      Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(admin, leftOver.group("hash"));
      if (lock.isPresent()) {
        AdvisoryLock held = lock.get();
        try (held) {
          admin.dropTemplate(database);
        }
      }
    }
  }

  private void buildLocked(String name) throws IOException, InterruptedException {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    String building = BUILDING + hash + "_" + HexFormat.of().formatHex(random);
    try (FreshDatabase fresh = new FreshDatabase(admin, building)) {
      admin.cloneDatabase(fresh.name(), "template1");
      migrate(fresh.name());
      admin.execute(
          "close the template",
          "ALTER DATABASE \"" + fresh.name() + "\" WITH ALLOW_CONNECTIONS false IS_TEMPLATE true");
      admin.execute(
          "name the template",
          "ALTER DATABASE \"" + fresh.name() + "\" RENAME TO \"" + name + "\"");
      fresh.keep();
    }
  }

  private void migrate(String database) throws IOException, InterruptedException {
    try (Connection connection = admin.connect(database)) {
      for (Migrations.File file : migrations.files()) {
        run(connection, file);
        refuseOpenTransaction(connection, file);
        // A dump clears the search path for its session, which later files do not expect.
        execute(connection, "RESET ALL");
        execute(connection, "RESET SESSION AUTHORIZATION");
      }
    } catch (SQLException e) {
      throw new IOException(
          "cannot connect to the new template: "
              + e.getMessage()
              + ". Perhaps you should look at the server's log.",
          e);
    }
  }

  /** What an open transaction did would be lost without a word when the connection is closed. */
  private static void refuseOpenTransaction(Connection connection, Migrations.File file)
      throws IOException, SQLException {
    if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
      throw new FinalFailure(
          "the migration '%s' leaves a transaction open, whose work would be lost. Perhaps you should end %s with COMMIT."
              .formatted(file.name(), file.path()),
          null);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private static void run(Connection connection, Migrations.File file)
      throws IOException, InterruptedException {
    List<NativeQuery> statements;
    try {
      // The driver's own parser knows quotes, dollar quotes, comments and BEGIN ATOMIC.
      statements = Parser.parseJdbcSql(file.sql(), true, false, true, false, false);
    } catch (SQLException e) {
      throw failed(file, file.sql(), e);
    }
    for (NativeQuery one : statements) {
      if (one.nativeSql.isBlank()) {
        continue;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped in the migration '" + file.name() + "'");
      }
      try {
        execute(connection, one.nativeSql);
      } catch (SQLException e) {
        throw failed(file, one.nativeSql, e);
      }
    }
  }

  private static IOException failed(Migrations.File file, String sql, SQLException e) {
    String shown = sql.strip().replaceAll("\\s+", " ");
    String message =
        "the migration '%s' failed at '%s': %s. Perhaps you should correct %s."
            .formatted(
                file.name(),
                shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown,
                String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "),
                file.path());
    boolean serversFault = PASSING.matcher(String.valueOf(e.getSQLState())).lookingAt();
    return serversFault ? new IOException(message, e) : new FinalFailure(message, e);
  }
}
