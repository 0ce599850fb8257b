package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts real containers of postgres:15 and redis:7. */
@Timeout(120)
@NeedsDocker
class DockerServersTest {

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final LiveDocker docker = new LiveDocker();
  private ContainerRuntime runtime;

  @BeforeEach
  void connect() throws IOException {
    runtime = DockerServers.runtime(findings::add);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    docker.untag("shop/cache:1");
    List<String> left = docker.containersOf("it");
    runtime.close();
    docker.close();
    assertThat(left).isEmpty();
  }

  @Test
  void postgresIsTunedAndAsksForItsRandomPassword() throws Exception {
    ServiceSettings service = postgres().tuning(Map.of("fsync", "on", "work_mem", "8MB")).build();
    try (Server server = runtime.start(service);
        Connection connection = connect(server, server.facts().values().get("password"));
        Statement statement = connection.createStatement()) {
      assertThat(one(statement, "show server_version")).startsWith("15.");
      assertThat(one(statement, "show fsync")).isEqualTo("on");
      assertThat(one(statement, "show work_mem")).isEqualTo("8MB");
      assertThat(one(statement, "show full_page_writes")).isEqualTo("off");
      assertThat(one(statement, "show max_connections")).isEqualTo("300");
      assertThat(one(statement, "select current_user")).isEqualTo("postgres");
      assertThatThrownBy(() -> connect(server, "postgres"))
          .hasMessageContaining("password authentication failed");
      assertThat(server.description()).startsWith("postgres:15 in container deploy-pipeline-it-");
      assertThat(server.facts().values().get("host")).startsWith("127.").isNotEqualTo("localhost");
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void postgresTakesTheUserAndTheDatabaseOfTheEnvironment() throws Exception {
    ServiceSettings service =
        postgres().environment(Map.of("POSTGRES_USER", "shop", "POSTGRES_DB", "orders")).build();
    try (Server server = runtime.start(service);
        Connection connection = connect(server, server.facts().values().get("password"));
        Statement statement = connection.createStatement()) {
      assertThat(one(statement, "select current_user || ' ' || current_database()"))
          .isEqualTo("shop orders");
    }
  }

  @Test
  void redisAnswersWithoutPersistenceAndIsNotHealthyWhenKilled() throws Exception {
    try (Server server = runtime.start(redis().build())) {
      assertThat(redis(server, "PING")).isEqualTo("+PONG");
      assertThat(redis(server, "CONFIG GET appendonly")).endsWith("no");
      assertThat(server.isHealthy()).isTrue();

      docker.kill(docker.containersOf("it").get(0));

      assertThat(server.isHealthy()).isFalse();
    }
  }

  @Test
  void aServerIsClosedTwiceAndByAnInterruptedThreadAndWhenItsContainerIsGone() throws Exception {
    Server server = runtime.start(redis().build());
    Thread.currentThread().interrupt();
    server.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(docker.containersOf("it")).isEmpty();
    server.close();
    assertThat(server.isHealthy()).isFalse();
  }

  @Test
  void anyOtherImageIsAContainerWithItsPorts() throws Exception {
    docker.tag("redis:7", "shop/cache", "1");
    ServiceSettings service =
        other()
            .ports(List.of(6379))
            .readiness(new Readiness.LogLine(Pattern.compile("Ready to accept"), 1))
            .build();
    try (Server server = runtime.start(service)) {
      Map<String, String> facts = server.facts().values();
      assertThat(facts).containsOnlyKeys("host", "port", "port.6379");
      assertThat(facts.get("port.6379")).isEqualTo(facts.get("port"));
      assertThat(redis(server, "PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void withoutAReadinessAnotherImageIsReadyWhenItsPortsAreOpen() throws Exception {
    docker.tag("redis:7", "shop/cache", "1");
    try (Server server = runtime.start(other().ports(List.of(6379)).build())) {
      assertThat(redis(server, "PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void aServerIsReadyWhenACommandSucceeds() throws Exception {
    ServiceSettings service =
        redis().readiness(new Readiness.Command(List.of("redis-cli", "-e", "ping"))).build();
    try (Server server = runtime.start(service)) {
      assertThat(redis(server, "PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void aServerIsReadyWhenAStatementSucceeds() throws Exception {
    try (Server server =
        runtime.start(postgres().readiness(new Readiness.Sql("select 1")).build())) {
      assertThat(server.isHealthy()).isTrue();
    }
  }

  @Test
  void aServerThatEndsSaysWhyWithoutItsPassword() {
    ServiceSettings service =
        postgres()
            .environment(Map.of("POSTGRES_PASSWORD", "8MB-or-so"))
            .tuning(Map.of("work_mem", "8MB-or-so"))
            .build();
    assertThatThrownBy(() -> runtime.start(service))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of image postgres:15 ended with exit code")
        .hasMessageContaining("invalid value for parameter \"work_mem\": \"***\"")
        .hasMessageContaining("Perhaps you should correct its <environment> or <tuning>");
  }

  @Test
  void anInterruptWhileAServerStartsLeavesNothing() throws Exception {
    Queue<Throwable> ends = new ConcurrentLinkedQueue<>();
    // Redis never says so, so the start waits until it is interrupted.
    ServiceSettings service =
        redis().readiness(new Readiness.LogLine(Pattern.compile("never said"), 1)).build();
    Thread starting =
        new Thread(
            () -> {
              try {
                runtime.start(service).close();
              } catch (IOException | InterruptedException e) {
                ends.add(e);
              }
            });
    starting.start();
    docker.awaitStart("it");
    starting.interrupt();
    starting.join();
    assertThat(ends).singleElement().isInstanceOf(InterruptedException.class);
    assertThat(docker.containersOf("it")).isEmpty();
  }

  @Test
  void anInterruptBeforeAServerStartsLeavesNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> runtime.start(redis().build()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aMissingImageIsNamedWithTheNextStep() {
    ServiceSettings service =
        ServiceSettingsBuilder.service("it", "127.0.0.1:1/no/such-image:1")
            .ports(List.of(80))
            .build();
    assertThatThrownBy(() -> runtime.start(service))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the image '127.0.0.1:1/no/such-image:1' cannot be pulled")
        .hasMessageContaining("Perhaps you should check that the engine reaches the registry")
        .hasMessageContaining("docker pull 127.0.0.1:1/no/such-image:1");
    assertThat(findings)
        .extracting(Finding::message)
        .containsExactly("Pulling image 127.0.0.1:1/no/such-image:1");
  }

  private static ServiceSettingsBuilder postgres() {
    return ServiceSettingsBuilder.service("it", "postgres:15");
  }

  private static ServiceSettingsBuilder redis() {
    return ServiceSettingsBuilder.service("it", "redis:7");
  }

  private static ServiceSettingsBuilder other() {
    return ServiceSettingsBuilder.service("it", "shop/cache:1");
  }

  private static Connection connect(Server server, String password) throws SQLException {
    return DriverManager.getConnection(
        server.facts().values().get("jdbcUrl"), server.facts().values().get("username"), password);
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** The answer, less the end of its last line. */
  private static String redis(Server server, String command) throws IOException {
    int port = Integer.parseInt(server.facts().values().get("port"));
    try (Socket socket = new Socket(server.facts().values().get("host"), port)) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return answer.substring(0, answer.indexOf("\r\n+OK")).strip();
    }
  }
}
