package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.keep.Digest;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leased databases, and what of a PostgreSQL server is seen from all of its databases. */
final class PostgresTraces implements Traces {

  /** All of ours but complete templates, whose names tell what is in them. */
  private static final String LEASED =
      """
      SELECT datname FROM pg_database
      WHERE starts_with(datname, 'dp_')
        AND NOT (starts_with(datname, 'dp_template_') AND datistemplate AND NOT datallowconn)
      """;

  /** All templates but the newest. */
  private static final String FORMER =
      """
      SELECT datname FROM pg_database WHERE starts_with(datname, 'dp_template_')
      ORDER BY oid DESC OFFSET 1
      """;

  /** How long an answer may take: a server that hangs must not hold up the build for long. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  /** Every row is something that a test must not have changed. */
  private static final List<String> SHARED =
      List.of(
          "SELECT 'database ' || datname || ' ' || datdba || ' ' || datistemplate || ' ' || datallowconn"
              + " || ' ' || datconnlimit || ' ' || coalesce(datacl::text, '')"
              + " FROM pg_database WHERE NOT starts_with(datname, 'dp_')",
          "SELECT 'role ' || r::text FROM pg_authid r",
          "SELECT 'member ' || m::text FROM pg_auth_members m",
          "SELECT 'role setting ' || s::text FROM pg_db_role_setting s",
          "SELECT 'tablespace ' || t::text FROM pg_tablespace t",
          "SELECT 'file setting ' || f::text FROM pg_file_settings f",
          "SELECT 'subscription ' || subname FROM pg_subscription");

  /** What somebody made in the database itself; objects of the system have lower numbers. */
  private static final List<String> INSIDE =
      List.of(
          "SELECT 'relation ' || oid || ' ' || relname || ' ' || relfilenode FROM pg_class WHERE oid >= 16384",
          "SELECT 'function ' || oid || ' ' || proname FROM pg_proc WHERE oid >= 16384",
          "SELECT 'type ' || oid || ' ' || typname FROM pg_type WHERE oid >= 16384",
          "SELECT 'schema ' || oid || ' ' || nspname || ' ' || coalesce(nspacl::text, '') FROM pg_namespace"
              + " WHERE NOT starts_with(nspname, 'pg_temp') AND NOT starts_with(nspname, 'pg_toast')",
          "SELECT 'extension ' || extname FROM pg_extension");

  private final PostgresAdmin admin;
  private final String database;
  private final Optional<Path> migrations;

  PostgresTraces(ServiceSettings service, ConnectionFacts facts) {
    this(facts, service.migrations());
  }

  /** For a server that is leased as a whole. */
  PostgresTraces(ConnectionFacts facts) {
    this(facts, Optional.empty());
  }

  private PostgresTraces(ConnectionFacts facts, Optional<Path> migrations) {
    this.admin = new PostgresAdmin(facts, ANSWER_LIMIT);
    this.database = facts.values().get("database");
    this.migrations = migrations;
  }

  /**
   * Sees whether the server answers and takes the password.
   *
   * @throws IOException if it does not
   */
  void ask() throws IOException, InterruptedException {
    try (this) {
      admin.execute("answer", "SELECT 1");
    }
  }

  @Override
  public void remove() throws IOException, InterruptedException {
    admin.execute(
        "end the connections of the former build",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    for (String leased : admin.use("list the databases", on -> rows(on, List.of(LEASED)))) {
      admin.dropTemplate(leased);
    }
  }

  @Override
  public String state() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(admin.use("list what is shared", on -> rows(on, SHARED)));
    all.addAll(admin.use("list what " + database + " holds", on -> rows(on, INSIDE)));
    // What new databases are cloned from.
    all.addAll(
        admin.use(
            "list what template1 holds",
            on -> {
              try (Connection template = admin.connect("template1")) {
                return rows(template, INSIDE);
              }
            }));
    return Digest.of(String.join("\n", all));
  }

  private static List<String> rows(Connection connection, List<String> queries)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String query : queries) {
      List<String> found = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          found.add(result.getString(1));
        }
      }
      found.sort(String::compareTo);
      rows.addAll(found);
    }
    return rows;
  }

  /**
   * Drops all templates but the newest, which is the one whose migrations made a role, say. By its
   * number rather than its name: the files may have changed since.
   */
  @Override
  public void settle() throws IOException, InterruptedException {
    for (String former : admin.use("list the templates", on -> rows(on, List.of(FORMER)))) {
      admin.dropTemplate(former);
    }
  }

  /** What migrations made that belongs to the server, a role say, is there for them alone. */
  @Override
  public void refuseUnfit(KeptRecord server) throws IOException, InterruptedException {
    boolean onlyInTemplate = server.fresh().equals(server.state());
    if (onlyInTemplate) {
      return;
    }
    // The template is that of the migrations that did so: settle has left no other one.
    if (migrations.isEmpty()
        || !admin.exists(TemplateDatabase.name(Migrations.in(migrations.get()).hash()))) {
      throw new IOException(
          "the migrations have changed, and the former ones changed what belongs to the whole server, such as a role");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      admin.close();
    } catch (SQLException e) {
      throw new IOException("a connection to PostgreSQL cannot be closed: " + e.getMessage(), e);
    }
  }
}
