package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What migrations may do to a template, and to what was left of one, on a real PostgreSQL. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class TemplateDatabaseTest extends PostgresFixture {

  private static PostgresDatabases divider(Path migrations) {
    return new PostgresDatabases(service(migrations));
  }

  private static Connection connect(Server server, String database) throws SQLException {
    return new PostgresAdmin(server.facts()).connect(database);
  }

  private static String one(Piece piece, String sql) throws Exception {
    PostgresAdmin admin = new PostgresAdmin(piece.facts());
    try (Connection connection = admin.connect(piece.facts().values().get("database"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private List<String> databases(String beginning) throws Exception {
    return new PostgresAdmin(server.facts()).databases(beginning);
  }

  @Test
  void questionMarksAndBracesReachThePostgresUntouched() throws Exception {
    Path files =
        migrations(
            "operators",
            "create table found as select '{\"a\": 1}'::jsonb ? 'a' as it, '{1}'::int[] as braces;");
    Piece piece = divider(files).create(server, 0, 0);
    assertThat(one(piece, "select it from found")).isEqualTo("t");
    piece.destroy();
  }

  @Test
  void whatOneFileSetsDoesNotReachTheNext() throws Exception {
    Path files =
        migrations(
            "settings",
            // The first lines of every pg_dump.
            "select pg_catalog.set_config('search_path', '', false); create table public.a(i int);",
            "create table b(i int);");
    Piece piece = divider(files).create(server, 0, 0);
    assertThat(one(piece, "select count(*) from a, b")).isEqualTo("0");
    piece.destroy();
  }

  @Test
  void aFileThatLeavesItsTransactionOpenIsRefused() throws Exception {
    Path files = migrations("open", "begin; create table lost(i int);");
    assertThatThrownBy(() -> divider(files).create(server, 0, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'V1__step.sql'")
        .hasMessageContaining("transaction")
        .hasMessageContaining("COMMIT");
    assertThat(databases("dp_template_" + Migrations.in(files).hash())).isEmpty();
  }

  @Test
  void halfTemplatesOfKilledBuildsWithOtherMigrationsAreSweptUnlessTheyAreBeingBuilt()
      throws Exception {
    String dead = "0123456789abcdef01234567";
    String living = "76543210fedcba9876543210";
    PostgresAdmin admin = new PostgresAdmin(server.facts());
    admin.cloneDatabase("dp_building_" + dead + "_11", "template1");
    admin.cloneDatabase("dp_building_" + living + "_22", "template1");
    try (Connection builder = connect(server, "postgres")) {
      lock(builder, living);
      divider(migrations("sweeper", "create table s(i int);")).create(server, 0, 0).destroy();
      assertThat(databases("dp_building_")).containsExactly("dp_building_" + living + "_22");
    }
    admin.drop("dp_building_" + living + "_22");
  }

  @Test
  void theReasonIsShownEvenIfTheServerDiesOfAMigration() throws Exception {
    Path files =
        migrations(
            "deadly",
            "copy (select 1) to program 'kill -9 $(head -n 1 postmaster.pid)'; select pg_sleep(60);");
    try (Server victim = runtime.start(service(null))) {
      assertThatThrownBy(() -> divider(files).create(victim, 0, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the migration 'V1__step.sql' failed");
    }
  }

  @Test
  void whoWaitsForAnotherBuildsTemplateCanBeInterrupted() throws Exception {
    Path files = migrations("waiting", "create table w(i int);");
    FutureTask<Piece> build = new FutureTask<>(() -> divider(files).create(server, 0, 0));
    Thread thread = new Thread(build, "waiting build");
    try (Connection other = connect(server, "postgres")) {
      lock(other, Migrations.in(files).hash());
      thread.start();
      thread.interrupt(); // whenever it comes: the lock is held all the time
      assertThatThrownBy(build::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  private static void lock(Connection connection, String hash) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
      statement.setLong(1, Long.parseUnsignedLong(hash.substring(0, 16), 16));
      statement.execute();
    }
  }
}
