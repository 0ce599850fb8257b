package dev.deploypipeline.runtime;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/**
 * The template database of some migrations on one server. It is built under an advisory lock, so
 * that builds which share the server build it once; in a database of another name, which is renamed
 * when complete, so that nobody clones a half one; and nobody can connect to it afterwards, because
 * PostgreSQL refuses to clone a database that somebody is connected to.
 */
final class TemplateDatabase {

  private static final int SHOWN = 200;

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

  /**
   * Builds the template unless it is there.
   *
   * @return its name
   * @throws IOException if a migration fails; nothing is left of the template then
   */
  String build() throws IOException {
    String name = "dp_template_" + hash;
    if (exists(name)) {
      return name;
    }
    long key = Long.parseUnsignedLong(hash.substring(0, 16), 16);
    lock("SELECT pg_advisory_lock(?)", key);
    try {
      if (!exists(name)) {
        buildLocked(name);
      }
      return name;
    } finally {
      lock("SELECT pg_advisory_unlock(?)", key);
    }
  }

  private boolean exists(String name) throws IOException {
    return admin.databases(name).contains(name);
  }

  private void lock(String sql, long key) throws IOException {
    admin.use(
        "lock the template",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            return statement.execute();
          }
        });
  }

  private void buildLocked(String name) throws IOException {
    String building = "dp_building_" + hash;
    // Whoever left one was killed: the living hold the lock.
    for (String leftOver : admin.databases(building)) {
      dropTemplate(leftOver);
    }
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    String fresh = building + "_" + HexFormat.of().formatHex(random);
    boolean complete = false;
    try {
      admin.cloneDatabase(fresh, "template1");
      migrate(fresh);
      admin.execute(
          "close the template",
          "ALTER DATABASE \"" + fresh + "\" WITH ALLOW_CONNECTIONS false IS_TEMPLATE true");
      admin.execute(
          "name the template", "ALTER DATABASE \"" + fresh + "\" RENAME TO \"" + name + "\"");
      complete = true;
    } finally {
      if (!complete) {
        dropTemplate(fresh);
      }
    }
  }

  private void dropTemplate(String database) throws IOException {
    if (exists(database)) {
      admin.execute(
          "open the template", "ALTER DATABASE \"" + database + "\" WITH IS_TEMPLATE false");
    }
    admin.drop(database);
  }

  private void migrate(String database) throws IOException {
    try (Connection connection = admin.connect(database)) {
      for (Migrations.File file : migrations.files()) {
        run(connection, file);
      }
    } catch (SQLException e) {
      throw new IOException("cannot connect to the new template: " + e.getMessage(), e);
    }
  }

  private static void run(Connection connection, Migrations.File file) throws IOException {
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
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(one.nativeSql);
      } catch (SQLException e) {
        throw failed(file, one.nativeSql, e);
      }
    }
  }

  private static IOException failed(Migrations.File file, String sql, SQLException e) {
    String shown = sql.strip().replaceAll("\\s+", " ");
    return new IOException(
        "the migration '%s' failed at '%s': %s. Perhaps you should correct %s."
            .formatted(
                file.name(),
                shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown,
                String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "),
                file.path()),
        e);
  }
}
