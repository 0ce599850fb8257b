package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Starts real servers. The binaries among the test dependencies are those for Linux on amd64. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class EmbeddedServersTest {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final ContainerRuntime runtime =
      EmbeddedServers.runtime(new ClassPathArtifacts(), CACHE, findings::add);

  @Test
  void postgresRunsInTheMajorVersionOfTheImageAndIsGoneAfterClose() throws Exception {
    Server server = runtime.start(service("postgres:15-alpine"));
    ConnectionFacts facts = server.facts();
    try (Connection connection = connect(facts, facts.values().get("password"));
        Statement statement = connection.createStatement()) {
      assertThat(one(statement, "show server_version")).startsWith("15.");
      assertThat(one(statement, "show fsync")).isEqualTo("off");
      assertThat(one(statement, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(one(statement, "select lower('\u00c4')")).isEqualTo("\u00e4");
      Path data = Path.of(one(statement, "show data_directory"));
      assertThat(data).exists();
      server.close();
      assertThat(data.getParent()).doesNotExist();
    }
    assertThatThrownBy(() -> connect(facts, facts.values().get("password")))
        .isInstanceOf(SQLException.class);
    server.close();
    assertThat(findings).isEmpty();
  }

  @Test
  void whatTheUserTunesGoesBeforeWhatThePluginTunes() throws Exception {
    ServiceSettings tuned =
        ServiceSettingsBuilder.service("it", "postgres:15")
            .tuning(Map.of("fsync", "on", "work_mem", "8MB"))
            .readiness(new Readiness.Sql("select 1"))
            .build();
    try (Server server = runtime.start(tuned);
        Connection connection = connect(server.facts(), server.facts().values().get("password"));
        Statement statement = connection.createStatement()) {
      assertThat(one(statement, "show fsync")).isEqualTo("on");
      assertThat(one(statement, "show work_mem")).isEqualTo("8MB");
      assertThat(one(statement, "show full_page_writes")).isEqualTo("off");
    }
  }

  @Test
  void aServerThatWasKilledIsNotHealthy() throws Exception {
    try (Server server = runtime.start(service("redis:7"))) {
      assertThat(server.isHealthy()).isTrue();
      List<ProcessHandle> servers =
          ProcessHandle.current()
              .descendants()
              .filter(process -> process.info().command().orElse("").endsWith("redis-server"))
              .toList();
      assertThat(servers).hasSize(1);
      servers.get(0).destroyForcibly();
      servers.get(0).onExit().join();
      assertThat(server.isHealthy()).isFalse();
    }
  }

  @Test
  void aReadinessThatNeedsAContainerIsRefused() {
    ServiceSettings service =
        ServiceSettingsBuilder.service("it", "redis:7")
            .readiness(new Readiness.Command(List.of("redis-cli", "ping")))
            .build();
    assertThatThrownBy(() -> runtime.start(service))
        .hasMessageContaining("'redis-cli ping' needs a container");
  }

  @Test
  void postgresAsksForItsRandomPassword() throws Exception {
    try (Server server = runtime.start(service("postgres:15"))) {
      assertThatThrownBy(() -> connect(server.facts(), "postgres"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void redisAnswersAndADifferentMajorIsSaidOnce() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (Server server = runtime.start(service("redis:6"))) {
        int port = Integer.parseInt(server.facts().values().get("port"));
        try (Socket socket = new Socket(server.facts().values().get("host"), port)) {
          socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
          assertThat(new String(socket.getInputStream().readNBytes(7), US_ASCII))
              .isEqualTo("+PONG\r\n");
        }
      }
    }
    assertThat(findings)
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("no embedded Redis 6")
        .contains("7.0.15");
  }

  @Test
  void aServerThatDoesNotStartSaysWhyAndLeavesNoDirectory() throws Exception {
    Path work = Files.createTempDirectory("deploy-pipeline-test-");
    Path server = CACHE.resolve("redis-server-7.0.15-linux-amd64").resolve("redis-server");
    runtime.start(service("redis:7")).close(); // unpacks
    SupervisedServer.Plan plan =
        new SupervisedServer.Plan(
            "Redis",
            work,
            "TERM",
            List.of(),
            List.of(server.toString(), "--port", "it's no port"),
            "Ready");
    assertThatThrownBy(
            () ->
                SupervisedServer.start(
                    new OwnSupervision(), plan, ConnectionFacts.redis("127.0.0.1", 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Redis ended with exit code 1")
        .hasMessageContaining("it's no port");
    assertThat(work).doesNotExist();
  }

  @Test
  void anImageWithoutEmbeddedServerIsNamed() {
    ServiceSettings rabbit =
        ServiceSettingsBuilder.service("mq", "rabbitmq:4").ports(List.of(5672)).build();
    assertThatThrownBy(() -> runtime.start(rabbit))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no embedded server for image 'rabbitmq:4'");
  }

  @Test
  void anUnavailableMajorOfPostgresFallsBackToTheNewestWithAWarning() {
    Queue<String> warnings = new ConcurrentLinkedQueue<>();
    assertThat(PostgresLauncher.release(service("postgres:9.6"), warnings::add))
        .isEqualTo("18.6.0");
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("no embedded PostgreSQL 9")
        .contains("[13, 14, 15");
    assertThat(PostgresLauncher.release(service("postgres"), warnings::add)).isEqualTo("18.6.0");
    assertThat(PostgresLauncher.release(service("postgres:16.2"), warnings::add))
        .isEqualTo("16.15.0");
    assertThat(warnings).hasSize(1);
  }

  private static ServiceSettings service(String image) {
    return ServiceSettingsBuilder.service("it", image).provider("embedded").build();
  }

  private static Connection connect(ConnectionFacts facts, String password) throws SQLException {
    return DriverManager.getConnection(
        facts.values().get("jdbcUrl"), facts.values().get("username"), password);
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
