package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a user demands of an embedded server that already accepts connections. */
final class EmbeddedReadiness {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

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
   * @throws IOException if it is not in time, or ends
   */
  static void await(ServiceSettings service, SupervisedServer server)
      throws IOException, InterruptedException {
    await(service, server, LIMIT);
  }

  /** The same with another limit. */
  static void await(ServiceSettings service, SupervisedServer server, Duration limit)
      throws IOException, InterruptedException {
    Readiness readiness = service.readiness();
    if (readiness instanceof Readiness.LogLine line) {
      await(new Logged(line, server), server, limit);
    } else if (readiness instanceof Readiness.Sql sql) {
      await(new SqlCheck(sql, server.facts()), server, limit);
    }
    // Otherwise: it accepts connections on its one port.
  }

  private static void await(ReadinessCheck check, SupervisedServer server, Duration limit)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!check.met()) {
      if (server.hasEnded()) {
        throw new IOException(
            "%s ended before it was ready: %s. Perhaps you should look at its <tuning>."
                .formatted(server.description(), check.shortfall()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "%s is not ready after %d s: %s. Perhaps you should correct <readiness>."
                .formatted(server.description(), limit.toSeconds(), check.shortfall()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** That the log holds lines. */
  private static final class Logged implements ReadinessCheck {

    private final Readiness.LogLine line;
    private final SupervisedServer server;
    private long found;

    Logged(Readiness.LogLine line, SupervisedServer server) {
      this.line = line;
      this.server = server;
    }

    @Override
    public boolean met() throws IOException {
      found = server.log().lines().filter(line.pattern().asPredicate()).count();
      return found >= line.times();
    }

    @Override
    public String shortfall() {
      return "its log held '%s' %d of %d times".formatted(line.pattern(), found, line.times());
    }
  }
}
