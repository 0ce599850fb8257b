package shop.storage;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import shop.resilience.RetryPolicy;

/**
 * Takes the place of the reference pipeline's own class of that name in the benchmark: each test
 * class starts a PostgreSQL and a Redis of its own with Testcontainers, as most projects do.
 */
public final class TestServers implements BeforeAllCallback, AfterAllCallback {
  private static final int POOL_SIZE = 8;

  private GenericContainer<?> postgres;
  private GenericContainer<?> cache;
  private Database database;
  private RedisSpace redis;

  public Database database() {
    return database;
  }

  public RedisSpace redis() {
    return redis;
  }

  public Database anotherDatabase() {
    return new Database(ShopSettings.fromSystemProperties(), database.schema(), 2);
  }

  public static void await(String what, Callable<Boolean> condition) {
    new RetryPolicy(200, Duration.ofMillis(5), 1.5, Duration.ofMillis(50))
        .call(
            () -> {
              if (!condition.call()) {
                throw new IllegalStateException("still waiting: " + what);
              }
              return true;
            });
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // As PostgreSQLContainer is configured.
    postgres =
        new GenericContainer<>("postgres:15")
            .withEnv("POSTGRES_DB", "test")
            .withEnv("POSTGRES_USER", "test")
            .withEnv("POSTGRES_PASSWORD", "test")
            .withCommand("postgres", "-c", "fsync=off")
            .withExposedPorts(5432)
            .waitingFor(
                Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
                    .withStartupTimeout(Duration.ofSeconds(60)));
    cache = new GenericContainer<>("redis:7").withExposedPorts(6379);
    postgres.start();
    cache.start();
    System.setProperty(
        "shop.jdbc.url",
        "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/test");
    System.setProperty("shop.jdbc.username", "test");
    System.setProperty("shop.jdbc.password", "test");
    System.setProperty("shop.redis.host", cache.getHost());
    System.setProperty("shop.redis.port", String.valueOf(cache.getMappedPort(6379)));
    ShopSettings settings = ShopSettings.fromSystemProperties();
    try (Database server = new Database(settings, "public", 1)) {
      server.inTransaction(
          sql -> {
            sql.execute("CREATE SCHEMA shop");
            return null;
          });
    }
    database = new Database(settings, "shop", POOL_SIZE);
    redis = new RedisSpace(settings, "shop");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (database != null) {
      database.close();
      redis.close();
    }
    postgres.stop();
    cache.stop();
  }
}
