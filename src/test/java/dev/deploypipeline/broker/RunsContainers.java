package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/**
 * A test JVM with Testcontainers, unmodified: starts, uses and stops a container for each line that
 * it reads, and prints how long that took. What it does for PostgreSQL is what Testcontainers'
 * {@code PostgreSQLContainer} does, whose module the plugin does not need.
 */
public final class RunsContainers {

  private RunsContainers() {}

  /** Reads names from standard input until it ends. */
  public static void main(String[] arguments) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      try {
        System.out.println("RESULT " + run(words[0], words.length > 1 ? words[1] : ""));
      } catch (Exception e) {
        System.out.println("RESULT failed " + e);
        e.printStackTrace();
      }
    }
  }

  private static String run(String kind, String argument) throws Exception {
    return switch (kind) {
      case "postgres" -> timed(postgres(), RunsContainers::usePostgres);
      case "with-file" ->
          timed(
              postgres()
                  .withCopyFileToContainer(
                      MountableFile.forHostPath(argument), "/docker-entrypoint-initdb.d/init.sql"),
              RunsContainers::usePostgres);
      case "redis" -> timed(redis(), RunsContainers::useRedis);
      case "slow" -> timed(slow(), RunsContainers::useRedis);
      case "leave" -> {
        GenericContainer<?> left = redis();
        left.start();
        yield left.getContainerId();
      }
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static GenericContainer<?> postgres() {
    return new GenericContainer<>("postgres:15")
        .withEnv("POSTGRES_DB", "test")
        .withEnv("POSTGRES_USER", "test")
        .withEnv("POSTGRES_PASSWORD", "test")
        .withCommand("postgres", "-c", "fsync=off")
        .withExposedPorts(5432)
        .waitingFor(
            Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
                .withStartupTimeout(Duration.ofSeconds(60)));
  }

  private static GenericContainer<?> redis() {
    return new GenericContainer<>("redis:7").withExposedPorts(6379);
  }

  private static GenericContainer<?> slow() {
    return new GenericContainer<>(SlowImage.NAME)
        .withExposedPorts(6379)
        .waitingFor(
            Wait.forLogMessage(".*Ready to accept connections.*\\s", 1)
                .withStartupTimeout(Duration.ofSeconds(60)));
  }

  private interface Use {
    String of(GenericContainer<?> container) throws Exception;
  }

  private static String timed(GenericContainer<?> container, Use use) throws Exception {
    long begin = System.nanoTime();
    container.start();
    long started = System.nanoTime();
    String found;
    try {
      found = use.of(container);
    } finally {
      long end = System.nanoTime();
      container.stop();
      begin = started - begin;
      started = System.nanoTime() - end;
    }
    return TimeUnit.NANOSECONDS.toMicros(begin)
        + " "
        + TimeUnit.NANOSECONDS.toMicros(started)
        + " "
        + found;
  }

  /** Fails unless nobody has used this server before. */
  private static String usePostgres(GenericContainer<?> container) throws Exception {
    String url =
        "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/test";
    try (Connection connection = DriverManager.getConnection(url, "test", "test");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE used (id int)");
      try (var tables =
          statement.executeQuery(
              "SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'")) {
        tables.next();
        return tables.getString(1);
      }
    }
  }

  private static String useRedis(GenericContainer<?> container) throws Exception {
    try (Socket socket = new Socket(container.getHost(), container.getMappedPort(6379))) {
      socket.getOutputStream().write("INCR used\r\n".getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }
}
