package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.MountableFile;

/** What tests do with containers; the same in both modules, with the class that their version has for PostgreSQL. */
class ContainersTest {

  @Test
  void aDatabaseIsFreshTheFirstTime() throws Exception {
    writeIntoAFreshDatabase("first");
  }

  @Test
  void aDatabaseIsFreshTheSecondTime() throws Exception {
    writeIntoAFreshDatabase("second");
  }

  private static void writeIntoAFreshDatabase(String who) throws Exception {
    try (JdbcDatabaseContainer<?> postgres = Postgres.container()) {
      postgres.start();
      assertTrue(postgres.isRunning());
      assertTrue(postgres.getLogs().contains("ready to accept connections"));
      String url = postgres.getJdbcUrl();
      try (Connection connection = DriverManager.getConnection(url, postgres.getUsername(), postgres.getPassword());
          Statement statement = connection.createStatement()) {
        statement.execute("create table visitor(name text)");
        statement.execute("insert into visitor values ('" + who + "')");
        try (ResultSet row = statement.executeQuery("select count(*) from visitor")) {
          row.next();
          assertEquals(1, row.getInt(1));
        }
      }
      assertEquals("1\n", postgres.execInContainer("psql", "-U", postgres.getUsername(), "-d",
          postgres.getDatabaseName(), "-tAc", "select count(*) from visitor").getStdout());
    }
  }

  @Test
  void aFileThatIsCopiedInIsThere(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("copied.txt"), "copied in");
    try (GenericContainer<?> redis = new GenericContainer<>("redis:7")) {
      redis.withExposedPorts(6379).withCopyFileToContainer(MountableFile.forHostPath(file), "/tmp/copied.txt");
      redis.start();
      assertEquals("copied in", redis.execInContainer("cat", "/tmp/copied.txt").getStdout());
    }
  }

  @Test
  void aStoppedContainerIsGone() throws Exception {
    GenericContainer<?> redis = new GenericContainer<>("redis:7").withExposedPorts(6379);
    redis.start();
    String id = redis.getContainerId();
    ping(redis);
    redis.stop();
    assertThrows(
        com.github.dockerjava.api.exception.NotFoundException.class,
        () -> DockerClientFactory.lazyClient().inspectContainerCmd(id).exec());
  }

  @Test
  void twoOfANetworkOfTheirOwnFindEachOther() throws Exception {
    try (Network network = Network.newNetwork();
        GenericContainer<?> redis = new GenericContainer<>("redis:7");
        GenericContainer<?> client = new GenericContainer<>("redis:7")) {
      redis.withNetwork(network).withNetworkAliases("cache").start();
      client.withNetwork(network).start();
      assertEquals("PONG\n", client.execInContainer("redis-cli", "-h", "cache", "ping").getStdout());
    }
  }

  @Test
  void oneIsLeftBehind() throws Exception {
    GenericContainer<?> redis = new GenericContainer<>("redis:7").withExposedPorts(6379).withLabel("it", "left");
    redis.start();
    ping(redis);
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("left"), redis.getContainerId());
  }

  private static void ping(GenericContainer<?> redis) throws Exception {
    try (Socket socket = new Socket(redis.getHost(), redis.getMappedPort(6379))) {
      socket.getOutputStream().write("PING\r\n".getBytes());
      InputStream in = socket.getInputStream();
      assertEquals("+PONG", new String(in.readNBytes(5)));
    }
  }
}
