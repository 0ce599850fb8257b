package shop.storage;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import shop.resilience.RetryPolicy;

/**
 * Gives a test class its own schema and its own Redis keys on the servers of this run. All modules
 * share the servers, and their tests may run at the same time; nothing they make may meet.
 */
public final class TestServers implements BeforeAllCallback, AfterAllCallback {
  private static final int POOL_SIZE = 8;

  private Database database;
  private RedisSpace redis;

  public Database database() {
    return database;
  }

  public RedisSpace redis() {
    return redis;
  }

  /** A second client of the same schema, as another process would be. */
  public Database anotherDatabase() {
    return new Database(ShopSettings.fromSystemProperties(), database.schema(), 2);
  }

  /** Asks until the answer is yes, with pauses, for at most ten seconds. */
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
    ShopSettings settings = ShopSettings.fromSystemProperties();
    String owner =
        context.getRequiredTestClass().getName().replace('.', '_').toLowerCase(Locale.ROOT);
    try (Database server = new Database(settings, "public", 1)) {
      server.inTransaction(
          sql -> {
            sql.execute("DROP SCHEMA IF EXISTS " + owner + " CASCADE");
            sql.execute("CREATE SCHEMA " + owner);
            return null;
          });
    }
    database = new Database(settings, owner, POOL_SIZE);
    redis = new RedisSpace(settings, owner);
    redis.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (database == null) {
      return;
    }
    database.inTransaction(
        sql -> {
          sql.execute("DROP SCHEMA " + database.schema() + " CASCADE");
          return null;
        });
    database.close();
    redis.clear();
    redis.close();
  }
}
