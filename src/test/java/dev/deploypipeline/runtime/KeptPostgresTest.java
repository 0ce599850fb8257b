package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the next build finds on a real PostgreSQL that was kept. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class KeptPostgresTest {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();

  @TempDir private Path temp;
  private final List<Finding> findings = new ArrayList<>();
  private Path sql;
  private KeptDirectory kept;

  @BeforeEach
  void begin() throws IOException {
    kept = KeptDirectory.of(temp.resolve("kept"), temp);
    sql = Files.createDirectory(temp.resolve("sql"));
    Files.writeString(sql.resolve("V1__a.sql"), "CREATE TABLE visitors (name text)");
  }

  @AfterEach
  void end() throws IOException {
    kept.stop(true);
    assertThat(temp.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void theLeasesOfTheFormerBuildAreGoneAndItsTemplateIsUsed() throws Exception {
    Server first = start();
    Piece leased = lease(first);
    execute(leased, "INSERT INTO visitors VALUES ('former')");
    String template = databases(first, "dp_template_").get(0);
    try (Connection stillOpen = connect(leased)) {
      assertThat(first.letGo()).isTrue();

      Server second = start();
      assertThat(second.facts()).isEqualTo(first.facts());
      assertThat(stillOpen.isValid(5)).isFalse();
      assertThat(databases(second, "dp_")).containsExactly(template);
      execute(lease(second), "INSERT INTO visitors VALUES ('mine')");
      assertThat(databases(second, "dp_template_")).containsExactly(template);
      assertThat(second.letGo()).isTrue();
    }
    assertThat(findings)
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("Service db uses the kept server at 127.0.0.1:");
  }

  @Test
  void aHalfBuiltTemplateIsNotUsed() throws Exception {
    Server first = start();
    new PostgresAdmin(first.facts()).execute("prepare", "CREATE DATABASE dp_building_0123_x");
    new PostgresAdmin(first.facts()).execute("prepare", "CREATE DATABASE dp_template_half");
    assertThat(first.letGo()).isTrue();
    Server second = start();
    assertThat(second.facts()).isEqualTo(first.facts());
    assertThat(databases(second, "dp_")).isEmpty();
    second.close();
  }

  @Test
  void aServerWhoseRolesATestChangedIsReplaced() throws Exception {
    Server first = start();
    execute(lease(first), "CREATE ROLE intruder");
    first.letGo();
    assertReplaced(first, "changed what belongs to the whole server");
  }

  @Test
  void aServerWhoseSettingsATestChangedIsReplaced() throws Exception {
    Server first = start();
    execute(lease(first), "ALTER SYSTEM SET work_mem = '7MB'");
    first.letGo();
    assertReplaced(first, "changed what belongs to the whole server");
  }

  @Test
  void aServerWhoseOwnDatabaseATestChangedIsReplaced() throws Exception {
    Server first = start();
    lease(first);
    new PostgresAdmin(first.facts()).execute("leave a trace", "CREATE TABLE trace (x int)");
    first.letGo();
    assertReplaced(first, "changed what belongs to the whole server");
  }

  @Test
  void rolesThatMigrationsMadeAreNoTrace() throws Exception {
    Files.writeString(sql.resolve("V2__b.sql"), "CREATE ROLE shop");
    Server first = start();
    lease(first);
    first.letGo();
    Server second = start();
    assertThat(second.facts()).isEqualTo(first.facts());
    lease(second);
    second.letGo();

    Files.writeString(sql.resolve("V3__c.sql"), "CREATE TABLE more (x int)");
    Server third = start();
    assertThat(third.facts()).isNotEqualTo(second.facts());
    assertThat(lease(third)).as("V2 makes its role again").isNotNull();
    third.close();
  }

  @Test
  void aServerWhoseRolesCameWithOtherMigrationsIsReplacedOnTheWayBack() throws Exception {
    Server first = start();
    lease(first);
    first.letGo();
    Path branch = Files.writeString(sql.resolve("V2__b.sql"), "CREATE ROLE shop");
    Server second = start();
    assertThat(second.facts()).isEqualTo(first.facts());
    lease(second);
    second.letGo();
    findings.clear();

    Files.delete(branch);
    assertReplaced(second, "the migrations have changed");
  }

  @Test
  void aServerWhoseRolesCameWithMigrationsIsReplacedWhereThereAreNone() throws Exception {
    Files.writeString(sql.resolve("V2__b.sql"), "CREATE ROLE shop");
    Server first = start();
    lease(first);
    first.letGo();
    sql = null;
    assertReplaced(first, "the migrations have changed");
  }

  @Test
  void aServerWithLeasesThatWereNeverReturnedIsKept() throws Exception {
    Server first = start();
    lease(first);
    first.leased("it:shop:test", false);
    assertThat(first.letGo()).isTrue();
    Server second = start();
    assertThat(second.facts()).isEqualTo(first.facts());
    second.close();
  }

  @Test
  void newMigrationsGetATemplateOnTheKeptServer() throws Exception {
    Server first = start();
    lease(first);
    first.letGo();
    Files.writeString(sql.resolve("V2__b.sql"), "CREATE TABLE more (x int)");
    Server second = start();
    assertThat(second.facts()).isEqualTo(first.facts());
    execute(lease(second), "INSERT INTO more VALUES (1)");
    second.close();
  }

  @Test
  void theServerAndItsFilesGoWithItsKeeper() throws Exception {
    Server server = start();
    ProcessHandle keeper =
        ProcessHandle.allProcesses()
            .filter(one -> commandLine(one).contains(temp.resolve("kept").toString()))
            .filter(one -> commandLine(one).contains("keep.Keeper"))
            .findFirst()
            .orElseThrow();
    List<ProcessHandle> below = keeper.descendants().toList();
    assertThat(below).anyMatch(one -> commandLine(one).contains("postgres"));
    assertThat(server.letGo()).isTrue();

    keeper.destroyForcibly();
    for (ProcessHandle process : below) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(SupervisedServer.accepts(server.facts())).isFalse();
    kept.sweep(Assertions::fail);
    assertThat(temp.resolve("kept")).isEmptyDirectory();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private void assertReplaced(Server first, String reason) throws Exception {
    Server second = start();
    assertThat(second.facts()).isNotEqualTo(first.facts());
    assertThat(SupervisedServer.accepts(first.facts())).isFalse();
    assertThat(findings)
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("Replaced a kept server of service db: ")
        .contains(reason);
    second.close();
  }

  /** As a new build would. */
  private Server start() throws Exception {
    PoolSettings settings =
        new PoolSettings(
            Profile.BALANCED, OptionalInt.of(1), Duration.ZERO, Optional.of(Duration.ofMinutes(5)));
    Keeping keeping =
        new Keeping(
            KeptDirectory.of(temp.resolve("kept"), temp),
            settings,
            InstantSource.system(),
            findings::add);
    ContainerRuntime runtime =
        EmbeddedServers.runtime(
            new ClassPathArtifacts(), CACHE, Optional.of(keeping), findings::add);
    return runtime.start(service());
  }

  private ServiceSettings service() {
    return ServiceSettingsBuilder.service("db", "postgres:15")
        .provider("embedded")
        .migrations(sql)
        .build();
  }

  private Piece lease(Server server) throws Exception {
    try (ServerDivider divider = Dividers.of(service())) {
      Piece piece = divider.create(server, 0, 0);
      server.prepared();
      return piece;
    }
  }

  private static Connection connect(Piece piece) throws Exception {
    var facts = piece.facts().values();
    return DriverManager.getConnection(
        facts.get("jdbcUrl"), facts.get("username"), facts.get("password"));
  }

  private static void execute(Piece piece, String statement) throws Exception {
    try (Connection connection = connect(piece);
        Statement open = connection.createStatement()) {
      open.execute(statement);
    }
  }

  private static List<String> databases(Server server, String beginning) throws Exception {
    return new PostgresAdmin(server.facts()).databases(beginning);
  }
}
