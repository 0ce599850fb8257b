package dev.deploypipeline.reactor;

import dev.deploypipeline.broker.BrokerScope;
import dev.deploypipeline.broker.BrokerSettings;
import dev.deploypipeline.broker.BrokerSettings.StopAnswer;
import dev.deploypipeline.broker.BrokerStatistics;
import dev.deploypipeline.broker.DockerBroker;
import dev.deploypipeline.broker.EngineEndpoint;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.runtime.DockerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Docker broker of one Maven session. Nothing is opened before a goal of this plugin begins, so
 * that a plain build without one is as it was; where no engine answers, tests look for it as they
 * do without a broker. Safe for use by many threads.
 */
public final class BrokerSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);

  /** A JDK type, so that two class realms that hold this class find the same entry. */
  private static final String KEY = "dev.deploypipeline.broker-session";

  /** An open broker, and its way to the engine. */
  private record Opened(DockerAccess access, DockerBroker broker) {}

  private final Path recipes;
  private final IntSupplier size;
  private final PoolSession pool;
  private final CompletableFuture<Optional<Opened>> opening = new CompletableFuture<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicReference<String> absence = new AtomicReference<>();
  private final Set<String> reasons = ConcurrentHashMap.newKeySet();
  private boolean begun;
  private boolean tried;
  private boolean closed;

  private BrokerSession(Path recipes, IntSupplier size, PoolSession pool) {
    this.recipes = recipes;
    this.size = size;
    this.pool = pool;
  }

  /**
   * Makes the broker of a session known, and opens nothing yet.
   *
   * @param size tells, when the broker opens, the most containers of one kind that are started
   *     ahead
   */
  public static void announce(MavenSession session, IntSupplier size) {
    PoolSession pool = PoolSession.of(session);
    BrokerSession broker = new BrokerSession(recipes(session), size, pool);
    SessionData data = session.getRepositorySession().getData();
    data.set(KEY, broker);
    BrokerSignals.announce(data, broker::begin, broker::summary);
    pool.onClose(broker);
  }

  /** Where the containers are noted that tests ask for. */
  static Path recipes(MavenSession session) {
    return Sessions.directory(session).resolve("broker/recipes.json");
  }

  /** The one of a session; empty where the extension is not active or the broker is off. */
  public static Optional<BrokerSession> of(MavenSession session) {
    return session.getRepositorySession().getData().get(KEY) instanceof BrokerSession broker
        ? Optional.of(broker)
        : Optional.empty();
  }

  /**
   * Lets tests have the broker from now on. Where earlier runs left recipes, it begins to start
   * containers ahead, in the background. Later calls do nothing.
   */
  public synchronized void begin() {
    if (!begun && !closed && Files.exists(recipes)) {
      Thread thread = new Thread(this::opened, "deploy-pipeline-broker-open");
      thread.setDaemon(true);
      thread.start();
    }
    begun = true;
  }

  /** The broker, which the first who asks opens; others wait for it, and hold no lock. */
  private Optional<Opened> opened() {
    boolean first;
    synchronized (this) {
      if (!begun || closed) {
        return Optional.empty();
      }
      first = !tried;
      tried = true;
    }
    if (first) {
      try {
        opening.complete(open());
      } finally {
        opening.complete(Optional.empty()); // for an error that is nobody's to handle
      }
    }
    return opening.join();
  }

  private Optional<Opened> open() {
    try {
      DockerAccess access = DockerAccess.find(BrokerSession::log);
      try {
        return Optional.of(new Opened(access, open(access)));
      } catch (IOException | RuntimeException | LinkageError e) {
        access.close();
        throw e;
      }
    } catch (IOException e) {
      // For the first tests that might need it: most builds need none.
      absence.set(e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(
          "deploy-pipeline: the Docker broker does not open, so tests use the engine: {}",
          e.toString());
    }
    return Optional.empty();
  }

  private DockerBroker open(DockerAccess access) throws IOException {
    DockerBroker broker =
        DockerBroker.open(
            new BrokerSettings(
                size.getAsInt(),
                2 * size.getAsInt(),
                recipes,
                access.ownerLabels(),
                access.publishedHost(),
                StopAnswer.AT_ONCE),
            new EngineEndpoint(access.engine(), access.tls()),
            pool.directory(),
            access::guard,
            InstantSource.system(),
            BrokerSession::log);
    broker.warmUp();
    return broker;
  }

  /**
   * What the test JVMs of one mojo need to use the broker.
   *
   * @param scope theirs; closed when the mojo is over
   * @param environment the environment variables to set
   */
  public record Delivery(BrokerScope scope, Map<String, String> environment) {
    /** Copies the map. */
    public Delivery {
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Opens a socket for the test JVMs of one mojo.
   *
   * @param holder the mojo, for messages; no two that run at once have the same
   * @return empty where tests are to use the engine itself
   */
  public Optional<Delivery> deliver(String holder) {
    Optional<Opened> open = opened();
    if (open.isEmpty()) {
      String reason = absence.getAndSet(null);
      if (reason != null) {
        LOG.info("deploy-pipeline: Containers: no warm ones, {}", reason);
      }
      return Optional.empty();
    }
    try {
      BrokerScope scope = open.get().broker().scope(holder);
      return Optional.of(new Delivery(scope, environment(open.get().access(), scope)));
    } catch (IOException | IllegalStateException e) {
      LOG.warn("deploy-pipeline: {} uses the Docker engine itself: {}", holder, e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, String> environment(DockerAccess access, BrokerScope scope) {
    return BrokerEnvironment.ofThisProcess()
        .of(access.engine(), access.publishedHost(), scope.socket());
  }

  /**
   * One line that tells what the broker did; none where it was asked for no container. Whoever asks
   * tells it.
   */
  private Optional<String> summary() {
    told.set(true);
    return opening
        .getNow(Optional.empty())
        .map(open -> open.broker().statistics())
        .filter(statistics -> statistics.asked() > 0)
        .map(BrokerSession::summary);
  }

  private static String summary(BrokerStatistics statistics) {
    String passed =
        statistics.passed().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one -> one.getValue() + " " + one.getKey().text())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Containers: tests asked for %d, %d were warm%s; tests waited %.1f s less for them",
        statistics.asked(),
        statistics.warm(),
        passed.isEmpty() ? "" : ", the others not (" + passed + ")",
        statistics.saved().toMillis() / 1000.0);
  }

  private static void log(Finding finding) {
    if (finding.severity() == Severity.WARNING) {
      LOG.warn(finding.message());
    } else {
      LOG.info(finding.message());
    }
  }

  /** Removes all containers that were started ahead. Later calls do nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (!tried) {
        return;
      }
    }
    Optional<Opened> open = opening.join();
    if (open.isPresent()) {
      try {
        if (!told.get()) {
          summary().ifPresent(line -> LOG.info("deploy-pipeline: {}", line));
        }
      } finally {
        close(open.get());
      }
    }
  }

  private static void close(Opened open) {
    try {
      open.broker().close();
    } finally {
      open.access().close();
    }
  }

  /** Tells why tests are not given the broker, each reason once; nothing where none is wanted. */
  public void staysOut(String holder, String reason) {
    synchronized (this) {
      if (!begun) {
        return;
      }
    }
    if (reasons.add(reason)) {
      LOG.info("deploy-pipeline: Containers: no warm ones for {}: {}", holder, reason);
    }
  }

  @Override
  public String toString() {
    return "the Docker broker";
  }
}
