package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.FinalFailure;
import dev.deploypipeline.pool.Leases;
import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServicePool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Templates and clones on a real PostgreSQL. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PostgresDatabasesTest extends PostgresFixture {

  private static Connection connect(ConnectionFacts facts) throws SQLException {
    Map<String, String> values = facts.values();
    return DriverManager.getConnection(
        values.get("jdbcUrl"), values.get("username"), values.get("password"));
  }

  private static String one(ConnectionFacts facts, String sql) throws SQLException {
    try (Connection connection = connect(facts);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private static void run(ConnectionFacts facts, String sql) throws SQLException {
    try (Connection connection = connect(facts);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> databases(String beginning) throws Exception {
    return new PostgresAdmin(server.facts()).databases(beginning);
  }

  @Test
  void everyCloneHoldsWhatTheMigrationsMadeAndNothingElse() throws Exception {
    Path files =
        migrations(
            "shop",
            "create table item(name text); insert into item values ('a?b'), ('c;d');",
            """
            -- a comment; with a semicolon
            create function twice(i int) returns int language plpgsql as $$ begin return i * 2; end $$;
            insert into item values ('e');
            """);
    PostgresDatabases databases = new PostgresDatabases(service(files));
    Piece one = databases.create(server, 0, 0);
    Piece other = databases.create(server, 1, 0);
    run(one.facts(), "insert into item values ('mine')");

    assertThat(one(one.facts(), "select count(*) from item")).isEqualTo("4");
    assertThat(one(other.facts(), "select count(*) from item")).isEqualTo("3");
    assertThat(one(other.facts(), "select twice(21)")).isEqualTo("42");
    one.destroy();
    other.destroy();
  }

  @Test
  void aFailingMigrationShowsFileStatementAndReasonAndLeavesNoHalfTemplate() throws Exception {
    Path files =
        migrations("broken", "create table a(i int);", "select 1; insert into nowhere values (1);");
    PostgresDatabases databases = new PostgresDatabases(service(files));
    assertThatThrownBy(() -> databases.create(server, 0, 0))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining("the migration 'V2__step.sql' failed at 'insert into nowhere")
        .hasMessageContaining("relation \"nowhere\" does not exist")
        .hasMessageNotContaining(server.facts().values().get("password"));
    String hash = Migrations.in(files).hash();
    assertThat(databases("dp_building_" + hash)).isEmpty();
    assertThat(databases("dp_template_" + hash)).isEmpty();
  }

  @Test
  void aTemplateThatAKilledBuildLeftHalfIsSweptAndBuiltAnew() throws Exception {
    Path files = migrations("swept", "create table swept(i int);");
    String left = "dp_building_" + Migrations.in(files).hash() + "_dead";
    new PostgresAdmin(server.facts()).cloneDatabase(left, "template1");

    Piece piece = new PostgresDatabases(service(files)).create(server, 0, 0);

    assertThat(one(piece.facts(), "select count(*) from swept")).isEqualTo("0");
    assertThat(databases(left)).isEmpty();
    piece.destroy();
  }

  @Test
  void buildsThatShareAServerMakeOneTemplate() throws Exception {
    Path files = migrations("shared", "select pg_sleep(0.2); create table shared(i int);");
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      CyclicBarrier together = new CyclicBarrier(3);
      List<Future<Piece>> pieces = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        PostgresDatabases build = new PostgresDatabases(service(files));
        pieces.add(
            threads.submit(
                () -> {
                  together.await();
                  return build.create(server, 0, 0);
                }));
      }
      for (Future<Piece> piece : pieces) {
        assertThat(one(piece.get().facts(), "select count(*) from shared")).isEqualTo("0");
        piece.get().destroy();
      }
    } finally {
      threads.shutdownNow();
    }
    String hash = Migrations.in(files).hash();
    assertThat(databases("dp_template_" + hash)).hasSize(1);
    assertThat(databases("dp_building_" + hash)).isEmpty();
  }

  @Test
  void nobodyCanConnectToATemplate() throws Exception {
    Path files = migrations("closed", "create table closed(i int);");
    new PostgresDatabases(service(files)).create(server, 0, 0).destroy();
    ConnectionFacts template =
        new PostgresAdmin(server.facts()).factsOf("dp_template_" + Migrations.in(files).hash());
    assertThatThrownBy(() -> connect(template))
        .hasMessageContaining("not currently accepting connections");
  }

  @Test
  void aDestroyedDatabaseIsGoneHoweverManyAreConnected() throws Exception {
    Piece piece = new PostgresDatabases(service(null)).create(server, 7, 3);
    String name = piece.facts().values().get("database");
    try (Connection open = connect(piece.facts())) {
      piece.destroy();
      assertThat(open.isValid(5)).isFalse();
    }
    assertThat(databases(name)).isEmpty();
  }

  @Test
  void aServerThatIsGoneIsNamed() throws Exception {
    Server gone = runtime.start(service(null));
    PostgresDatabases databases = new PostgresDatabases(service(null));
    databases.create(gone, 0, 0);
    gone.close();
    assertThatThrownBy(() -> databases.create(gone, 1, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PostgreSQL at 127.0.0.1:" + gone.facts().values().get("port"))
        .hasMessageContaining("clone the database dp_1_g0_");
  }

  @Test
  void aHundredLeasesAtOnceOnThreeServersNeverSeeEachOthersRows() throws Exception {
    Path files = migrations("stress", "create table row_of(holder text);");
    ServiceSettings service =
        ServiceSettingsBuilder.service("db", "postgres:15")
            .migrations(files)
            .expose(Map.of("url", "${jdbcUrl}", "user", "${username}", "password", "${password}"))
            .build();
    PoolSettings settings =
        new PoolSettings(Profile.BALANCED, OptionalInt.of(3), Duration.ofSeconds(60));
    ExecutorService threads = Executors.newFixedThreadPool(100);
    try (ServicePool pool =
        ServicePool.start(
            List.of(service), settings, runtime, finding -> {}, InstantSource.system())) {
      CyclicBarrier allLeased = new CyclicBarrier(100);
      List<Future<String>> seen = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String holder = "holder " + i;
        seen.add(threads.submit(() -> writeAndRead(pool, holder, allLeased)));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(seen.get(i).get()).isEqualTo("holder " + i);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String writeAndRead(ServicePool pool, String holder, CyclicBarrier allLeased)
      throws Exception {
    try (Leases leases = pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, holder)) {
      allLeased.await();
      Map<String, String> found = leases.properties();
      try (Connection connection =
              DriverManager.getConnection(
                  found.get("url"), found.get("user"), found.get("password"));
          Statement statement = connection.createStatement()) {
        statement.execute("insert into row_of values ('" + holder + "')");
        allLeased.await();
        try (ResultSet rows =
            statement.executeQuery("select string_agg(holder, ', ') from row_of")) {
          return rows.next() ? rows.getString(1) : null;
        }
      }
    }
  }
}
