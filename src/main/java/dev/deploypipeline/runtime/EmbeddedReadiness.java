package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a user demands of an embedded server that already accepts connections. */
final class EmbeddedReadiness {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  /** One look. */
  private interface Check {
    boolean met() throws IOException;
  }

  private EmbeddedReadiness() {}

  /** Refuses what cannot be checked here, before anything starts. */
  static void refuseUnknown(ServiceSettings service) throws IOException {
    if (service.readiness() instanceof Readiness.Command command) {
      throw new IOException(
          "readiness by the command '"
              + String.join(" ", command.words())
              + "' needs a container, but an embedded server runs. Perhaps you should use the provider docker.");
    }
  }

  /**
   * Waits until the server is ready.
   *
   * @throws IOException if it is not in time
   */
  static void await(ServiceSettings service, SupervisedServer server)
      throws IOException, InterruptedException {
    Readiness readiness = service.readiness();
    if (readiness instanceof Readiness.LogLine line) {
      await(
          "its log has no line that matches '" + line.pattern() + "'",
          () -> server.log().lines().filter(line.pattern().asPredicate()).count() >= line.times(),
          server);
    } else if (readiness instanceof Readiness.Sql sql) {
      await("'" + sql.statement() + "' fails", () -> succeeds(sql, server), server);
    }
    // Otherwise: it accepts connections on its one port.
  }

  private static void await(String unmet, Check check, SupervisedServer server)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!check.met()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "%s is not ready after %d s: %s. Perhaps you should correct <readiness>."
                .formatted(server.description(), LIMIT.toSeconds(), unmet));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static boolean succeeds(Readiness.Sql sql, SupervisedServer server) {
    PostgresAdmin admin = new PostgresAdmin(server.facts());
    try (Connection connection = admin.connect(server.facts().values().get("database"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql.statement());
      return true;
    } catch (SQLException e) {
      return false; // asked again until the time is over
    }
  }
}
