package dev.deploypipeline.reactor;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Leases;
import dev.deploypipeline.pool.ServiceConflicts;
import dev.deploypipeline.pool.ServicePool;
import dev.deploypipeline.pool.SlotStatus;
import dev.deploypipeline.runtime.BinaryArtifacts;
import dev.deploypipeline.runtime.EmbeddedServers;
import dev.deploypipeline.runtime.Providers;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.SessionData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services of one Maven session. The lifecycle participant configures and closes it; goals
 * start it; whoever runs tests asks it for their system properties. Clones of the session share it.
 * Safe for use by many threads; without services every method does nothing.
 */
public final class PoolSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PoolSession.class);

  /** A JDK type, so that two class realms that hold this class find the same entry. */
  private static final String KEY = "dev.deploypipeline.pool-session";

  private final List<AutoCloseable> alsoClosed = new ArrayList<>();
  private final Set<String> stages = ConcurrentHashMap.newKeySet();
  private List<ServiceSettings> services = List.of();
  private PoolSettings settings = PoolSettings.defaults();
  private Function<Consumer<Finding>, ContainerRuntime> runtime;
  private final PrivateDirectory directory = new PrivateDirectory();
  private ServicePool pool;
  private boolean closed;

  PoolSession() {}

  /**
   * The one of a session, made on first use.
   *
   * @throws IllegalStateException if the plugin's jar was loaded twice, as core extension and as
   *     plugin
   */
  public static PoolSession of(MavenSession session) {
    SessionData data = session.getRepositorySession().getData();
    Object found = data.get(KEY);
    while (found == null) {
      PoolSession fresh = new PoolSession();
      found = data.set(KEY, null, fresh) ? fresh : data.get(KEY);
      if (found == fresh) {
        PoolSignals.announce(
            data, fresh::start, fresh::close, fresh.stages, fresh::declaredServices);
      }
    }
    if (found instanceof PoolSession pool) {
      return pool;
    }
    throw new IllegalStateException(
        "deploy-pipeline is loaded twice, as "
            + found.getClass().getClassLoader()
            + " and "
            + PoolSession.class.getClassLoader()
            + ". Perhaps you should declare it either in .mvn/extensions.xml or with <extensions>true</extensions>, in one"
            + " version.");
  }

  /**
   * Sets what this session can start, and starts nothing.
   *
   * @param declared the services, may be empty
   * @param pool what holds for all of them
   * @param artifacts where the servers' binaries come from
   * @param project the root directory of the reactor, which kept servers belong to
   * @throws IllegalArgumentException if the services contradict each other
   */
  public void configure(
      List<ServiceSettings> declared, PoolSettings pool, BinaryArtifacts artifacts, Path project) {
    configure(
        declared,
        pool,
        findings ->
            Providers.runtime(
                artifacts,
                EmbeddedServers.defaultCache(
                    System.getenv(), Path.of(System.getProperty("user.home"))),
                project,
                pool,
                findings));
  }

  /**
   * The same with any runtime, which is made when the first service starts, given where it reports
   * findings.
   */
  synchronized void configure(
      List<ServiceSettings> declared,
      PoolSettings pool,
      Function<Consumer<Finding>, ContainerRuntime> runtimes) {
    if (!declared.isEmpty()) {
      ServiceConflicts.check(declared);
    }
    settings = pool;
    services = List.copyOf(declared);
    declared.forEach(service -> service.stages().forEach(stage -> stages.add(stage.id())));
    runtime = runtimes;
  }

  /** What is declared; empty if nothing is, or if the extension is not active. */
  public synchronized List<ServiceSettings> services() {
    return services;
  }

  private Map<String, List<Path>> declaredServices() {
    return services().stream()
        .collect(
            Collectors.toMap(
                ServiceSettings::toString,
                service -> service.migrations().stream().toList(),
                (one, same) -> one));
  }

  /** Begins to start all services, unless that was done before, and returns at once. */
  public void start() {
    begun();
  }

  /** Whether a service is declared whose leases have that scope and go to tests of that stage. */
  public synchronized boolean leases(LeaseScope scope, Stage stage) {
    return services.stream()
        .anyMatch(service -> service.scope() == scope && service.stages().contains(stage));
  }

  /**
   * Starts the services if nobody did, and waits until each has something to lease.
   *
   * @throws MojoExecutionException if a service could not be started, in which case none is
   *     running, or if the thread was interrupted while it waited
   */
  public void awaitReady() throws MojoExecutionException {
    inMojo(
        () -> {
          ServicePool started = begun();
          if (started != null) {
            started.awaitReady();
          }
          return null;
        });
  }

  /**
   * Leases one piece of each service of a scope; see {@link ServicePool#lease}. Starts the services
   * if nobody did.
   *
   * @param stage the stage whose tests will use them
   * @param holder who asks, for messages
   * @return no leases if no service of that scope and stage is declared
   * @throws MojoExecutionException if a service cannot be started or is exhausted, or if the thread
   *     was interrupted while it waited; nothing is leased then
   */
  public Leases lease(LeaseScope scope, Stage stage, String holder) throws MojoExecutionException {
    if (!leases(scope, stage)) {
      return Leases.none();
    }
    return inMojo(() -> begun().lease(scope, stage, holder));
  }

  private static <T> T inMojo(Callable<T> call) throws MojoExecutionException {
    try {
      return call.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted while waiting for the services", e);
    } catch (Exception e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  /**
   * A directory of the session that only its user can read; removed when the session ends.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  public synchronized Path directory() {
    refuseIfClosed();
    return directory.path();
  }

  /** Has something closed with the session, before the servers stop; the last one first. */
  public synchronized void onClose(AutoCloseable resource) {
    refuseIfClosed();
    alsoClosed.add(0, resource);
  }

  /** What the slots of all services hold; empty if nothing was started. */
  public synchronized List<SlotStatus> status() {
    return pool == null ? List.of() : pool.status();
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException(
          "the session's services are stopped already. Perhaps a test still runs after the end of the build.");
    }
  }

  private synchronized ServicePool begun() {
    if (pool == null && !services.isEmpty()) {
      refuseIfClosed();
      LOG.info(
          "Starting services: {}",
          services.stream()
              .map(s -> s.name() + " (" + s.image() + ")")
              .collect(Collectors.joining(", ")));
      pool =
          OwnClassLoader.during(
              () ->
                  ServicePool.start(
                      services,
                      settings,
                      runtime.apply(PoolSession::log),
                      PoolSession::log,
                      InstantSource.system()));
    }
    return pool;
  }

  private static void log(Finding finding) {
    switch (finding.severity()) {
      case INFO -> LOG.info(finding.message());
      case WARNING -> LOG.warn(finding.message());
    }
  }

  /** Stops all services and waits for their end. Later calls do nothing. */
  @Override
  public void close() {
    ServicePool started;
    List<AutoCloseable> others;
    synchronized (this) {
      closed = true;
      started = pool;
      others = List.copyOf(alsoClosed);
      alsoClosed.clear();
    }
    for (AutoCloseable other : others) {
      try {
        other.close();
      } catch (Exception | LinkageError e) {
        LOG.warn("deploy-pipeline: {} could not be closed: {}", other, e.toString());
      }
    }
    try {
      if (started != null) {
        started.close();
      }
    } finally {
      directory.remove();
    }
  }
}
