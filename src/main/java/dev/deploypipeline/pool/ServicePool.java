package dev.deploypipeline.pool;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One server per declared service, all started in parallel and at most once. Safe for use by many
 * threads.
 */
public final class ServicePool implements AutoCloseable {

  /** How long a stop waits for starts in flight, which it has interrupted. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<ServiceSettings, Future<Server>> starts = new LinkedHashMap<>();
  private final List<Server> running = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService threads;
  private final Consumer<Finding> findings;

  private ServicePool(int services, Consumer<Finding> findings) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            services,
            task -> {
              Thread thread =
                  new Thread(task, "deploy-pipeline-service-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.findings = findings;
  }

  /**
   * Begins to start all services and returns at once.
   *
   * @param services what to start; at least one
   * @param runtime who starts them
   * @param findings told what runs and what is odd about it, from any thread
   * @throws IllegalArgumentException if the services contradict each other or a value to expose has
   *     an unknown placeholder
   */
  public static ServicePool start(
      List<ServiceSettings> services, ContainerRuntime runtime, Consumer<Finding> findings) {
    check(services);
    ServicePool pool = new ServicePool(services.size(), findings);
    for (ServiceSettings service : services) {
      pool.starts.put(service, pool.threads.submit(() -> pool.startOne(service, runtime)));
    }
    pool.threads.shutdown();
    return pool;
  }

  /**
   * Refuses services that cannot be started together, so that a mistake shows before anything runs.
   *
   * @throws IllegalArgumentException if there are none, if two have one name or expose one
   *     property, or if a value to expose has an unknown placeholder
   */
  public static void check(List<ServiceSettings> services) {
    if (services.isEmpty()) {
      throw new IllegalArgumentException("a pool needs at least one service, got none");
    }
    Map<String, String> names = new HashMap<>();
    Map<String, String> keys = new HashMap<>();
    for (ServiceSettings service : services) {
      String image = names.putIfAbsent(service.name(), service.image());
      if (image != null) {
        throw new IllegalArgumentException(
            "two services are named '%s' (images %s and %s). Perhaps you should rename one."
                .formatted(service.name(), image, service.image()));
      }
      service
          .expose()
          .forEach(
              (key, template) -> {
                Placeholders.check(service.name(), template);
                String other = keys.putIfAbsent(key, service.name());
                if (other != null) {
                  throw new IllegalArgumentException(
                      "services %s and %s both expose '%s'. Perhaps you should rename one of the properties."
                          .formatted(other, service.name(), key));
                }
              });
    }
  }

  private Server startOne(ServiceSettings service, ContainerRuntime runtime)
      throws IOException, InterruptedException {
    long before = System.nanoTime();
    Server server = runtime.start(service);
    synchronized (running) {
      if (!closed.get()) {
        running.add(server);
        findings.accept(ready(service, server, System.nanoTime() - before));
        return server;
      }
    }
    server.close();
    throw new InterruptedException("the pool was closed while " + service.name() + " was starting");
  }

  private static Finding ready(ServiceSettings service, Server server, long nanos) {
    return new Finding(
        Severity.INFO,
        String.format(
            Locale.ROOT,
            "Service %s (image %s) is ready after %.2f s: %s at %s:%s",
            service.name(),
            service.image(),
            nanos / 1e9,
            server.description(),
            server.facts().values().get("host"),
            server.facts().values().get("port")));
  }

  /**
   * Waits until every server is ready.
   *
   * @return the system properties for the test JVMs, in the order of declaration
   * @throws PoolException if a service could not be started; all others have been stopped by then
   * @throws InterruptedException if interrupted while waiting; the servers go on
   */
  public Map<String, String> exposedProperties() throws InterruptedException {
    Map<String, String> properties = new LinkedHashMap<>();
    try {
      for (Map.Entry<ServiceSettings, Future<Server>> start : starts.entrySet()) {
        ConnectionFacts facts = start.getValue().get().facts();
        ServiceSettings service = start.getKey();
        service
            .expose()
            .forEach(
                (key, value) ->
                    properties.put(key, Placeholders.render(service.name(), value, facts)));
      }
    } catch (ExecutionException | IllegalArgumentException e) {
      close();
      throw failure(e);
    }
    return properties;
  }

  private PoolException failure(Exception first) throws InterruptedException {
    List<String> facts = new ArrayList<>();
    Throwable cause = null;
    for (Map.Entry<ServiceSettings, Future<Server>> start : starts.entrySet()) {
      Throwable problem = problemOf(start.getValue());
      if (problem == null || problem instanceof InterruptedException) {
        continue; // started, or given up only because another one failed
      }
      cause = cause == null ? problem : cause;
      facts.add(
          "service %s (image %s) could not be started: %s"
              .formatted(start.getKey().name(), start.getKey().image(), problem.getMessage()));
    }
    if (facts.isEmpty()) {
      boolean stopped = first instanceof ExecutionException;
      return new PoolException(
          stopped ? "the services were stopped while they started" : first.getMessage(), first);
    }
    return new PoolException(String.join("\n", facts), cause);
  }

  private static Throwable problemOf(Future<Server> start) throws InterruptedException {
    try {
      start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException | CancellationException e) {
      return new InterruptedException("not started: " + e);
    }
  }

  /** Stops everything that runs or starts, and waits for it. Later calls do nothing. */
  @Override
  public void close() {
    List<Server> servers;
    synchronized (running) {
      if (closed.getAndSet(true)) {
        return;
      }
      servers = List.copyOf(running);
    }
    threads.shutdownNow();
    RuntimeException problem = null;
    for (Server server : servers) {
      try {
        server.close();
      } catch (RuntimeException e) {
        if (problem == null) {
          problem = e;
        } else {
          problem.addSuppressed(e);
        }
      }
    }
    awaitStarts();
    findings.accept(new Finding(Severity.INFO, "Stopped %s".formatted(named(servers.size()))));
    if (problem != null) {
      throw problem;
    }
  }

  private void awaitStarts() {
    try {
      if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        findings.accept(
            new Finding(
                Severity.WARNING,
                "A service is still starting and will be stopped as soon as it runs: "
                    + starts.entrySet().stream()
                        .filter(start -> !start.getValue().isDone())
                        .map(start -> start.getKey().name())
                        .collect(Collectors.joining(", "))));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String named(int count) {
    return count == 1 ? "1 service" : count + " services";
  }
}
