package dev.deploypipeline.reactor;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.PoolException;
import dev.deploypipeline.pool.ServicePool;
import dev.deploypipeline.runtime.BinaryArtifacts;
import dev.deploypipeline.runtime.EmbeddedServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  private static final String IN_ONE_TASK_KEY = "dev.deploypipeline.start-in-one-task";
  private static final String CLOSE_KEY = "dev.deploypipeline.close-pool";

  private List<ServiceSettings> services = List.of();
  private Function<Consumer<Finding>, ContainerRuntime> runtime;
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
        data.set(CLOSE_KEY, (Runnable) fresh::close);
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
   * @param artifacts where the servers' binaries come from
   * @throws IllegalArgumentException if the services contradict each other
   */
  public void configure(List<ServiceSettings> declared, BinaryArtifacts artifacts) {
    configure(
        declared,
        findings ->
            EmbeddedServers.runtime(
                artifacts,
                EmbeddedServers.defaultCache(
                    System.getenv(), Path.of(System.getProperty("user.home"))),
                findings));
  }

  /**
   * The same with any runtime, which is made when the first service starts, given where it reports
   * findings.
   */
  synchronized void configure(
      List<ServiceSettings> declared, Function<Consumer<Finding>, ContainerRuntime> runtimes) {
    if (!declared.isEmpty()) {
      ServicePool.check(declared);
    }
    services = List.copyOf(declared);
    runtime = runtimes;
  }

  /** What is declared; empty if nothing is, or if the extension is not active. */
  public synchronized List<ServiceSettings> services() {
    return services;
  }

  /** Begins to start all services, unless that was done before, and returns at once. */
  public void start() {
    begun();
  }

  /**
   * Says, for the rest of the session, that whoever starts the services waits for them too: a
   * scheduler sees to it that nobody else has to. Works from any class realm: a goal that is typed
   * runs in another realm than the extension and the goals that are bound to phases.
   */
  public static void startInOneTask(MavenSession session) {
    session.getRepositorySession().getData().set(IN_ONE_TASK_KEY, true);
  }

  /** Whether {@link #startInOneTask} was asked for. */
  public static boolean startsInOneTask(MavenSession session) {
    return Boolean.TRUE.equals(session.getRepositorySession().getData().get(IN_ONE_TASK_KEY));
  }

  /**
   * What closes the session's pool, whatever class realm it lives in; does nothing where there is
   * none.
   */
  public static Runnable closer(MavenSession session) {
    return session.getRepositorySession().getData().get(CLOSE_KEY) instanceof Runnable close
        ? close
        : () -> {};
  }

  /**
   * The system properties for the test JVMs. Starts the services if nobody did, and waits until all
   * are ready.
   *
   * @return empty if no services are declared
   * @throws MojoExecutionException if a service could not be started, in which case none is
   *     running, or if the thread was interrupted while it waited
   */
  public Map<String, String> exposedProperties() throws MojoExecutionException {
    try {
      ServicePool started = begun();
      return started == null ? Map.of() : started.exposedProperties();
    } catch (PoolException | IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted while waiting for the services", e);
    }
  }

  private synchronized ServicePool begun() {
    if (pool == null && !services.isEmpty()) {
      if (closed) {
        throw new IllegalStateException(
            "the session's services are stopped already. Perhaps a test still runs after the end of the build.");
      }
      LOG.info(
          "Starting services: {}",
          services.stream()
              .map(s -> s.name() + " (" + s.image() + ")")
              .collect(Collectors.joining(", ")));
      pool = ServicePool.start(services, runtime.apply(PoolSession::log), PoolSession::log);
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
    synchronized (this) {
      closed = true;
      started = pool;
    }
    if (started != null) {
      started.close();
    }
  }
}
