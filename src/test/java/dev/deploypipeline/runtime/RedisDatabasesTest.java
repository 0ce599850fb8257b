package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class RedisDatabasesTest {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();
  private static final ServiceSettings SERVICE =
      ServiceSettingsBuilder.service("cache", "redis:7").isolation("logical-database").build();

  private final ContainerRuntime runtime =
      EmbeddedServers.runtime(new ClassPathArtifacts(), CACHE, finding -> {});

  private static RedisConnection connect(Piece piece) throws IOException {
    RedisConnection connection = RedisConnection.open(piece.facts());
    connection.call("SELECT", piece.facts().values().get("database"));
    return connection;
  }

  @Test
  void aDatabaseIsEmptyForTheNextHolderAndTheLastOneIsCutOff() throws Exception {
    try (Server server = runtime.start(SERVICE)) {
      RedisDatabases databases = new RedisDatabases(SERVICE);
      Piece first = databases.create(server, 0, 0);
      Piece other = databases.create(server, 1, 0);
      try (RedisConnection user = connect(first);
          RedisConnection neighbour = connect(other)) {
        user.call("SET", "key", "mine");
        neighbour.call("SET", "key", "neighbour's");
        first.destroy();
        assertThatThrownBy(() -> user.call("SET", "key", "too late"))
            .isInstanceOf(IOException.class);
        assertThat(neighbour.call("GET", "key")).isEqualTo("neighbour's");
      }
      Piece next = databases.create(server, 0, 1);
      assertThat(next.facts().values().get("database"))
          .isEqualTo(first.facts().values().get("database"));
      try (RedisConnection user = connect(next)) {
        assertThat(user.call("DBSIZE")).isEqualTo("0");
      }
    }
  }

  @Test
  void aServerHasSixteenDatabasesAndNoMore() throws Exception {
    try (Server server = runtime.start(SERVICE)) {
      RedisDatabases databases = new RedisDatabases(SERVICE);
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < databases.piecesPerServer(); i++) {
        numbers.add(databases.create(server, i, 0).facts().values().get("database"));
      }
      assertThat(numbers).hasSize(16).doesNotHaveDuplicates();
      assertThatThrownBy(() -> databases.create(server, 16, 0))
          .hasMessageContaining("all 16 databases");
    }
  }

  @Test
  void aServerThatIsGoneIsNamed() throws Exception {
    Server gone = runtime.start(SERVICE);
    gone.close();
    assertThatThrownBy(() -> new RedisDatabases(SERVICE).create(gone, 0, 0))
        .hasMessageContaining("Redis at 127.0.0.1:" + gone.facts().values().get("port"));
  }

  @Test
  void aServerThatIsTunedToHaveFewerDatabasesIsDividedIntoFewer() throws Exception {
    ServiceSettings few =
        ServiceSettingsBuilder.service("cache", "redis:7")
            .isolation("logical-database")
            .tuning(Map.of("databases", "2"))
            .build();
    RedisDatabases databases = new RedisDatabases(few);
    assertThat(databases.piecesPerServer()).isEqualTo(2);
    try (Server server = runtime.start(few)) {
      databases.create(server, 0, 0);
      databases.create(server, 1, 0);
      assertThatThrownBy(() -> databases.create(server, 2, 0))
          .hasMessageContaining("all 2 databases");
    }
  }

  @Test
  void aServerThatEndsInMidConversationIsNamed() throws Exception {
    try (Server server = runtime.start(SERVICE);
        RedisConnection connection = RedisConnection.open(server.facts())) {
      assertThat(connection.call("GET", "nothing")).isEmpty();
      server.close();
      assertThatThrownBy(() -> connection.call("PING"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Redis at 127.0.0.1:" + server.facts().values().get("port"))
          .hasMessageContaining("Perhaps you should");
    }
  }
}
