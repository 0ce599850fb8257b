package dev.deploypipeline.pool;

import dev.deploypipeline.config.DurationText;
import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.model.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The services of one build: their servers start in parallel, and their pieces are leased to the
 * tests. Safe for use by many threads.
 */
public final class ServicePool implements AutoCloseable {

  /** How long a stop waits for work in flight, which it has interrupted. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<ServiceLeases> services = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService background;
  private final ContainerRuntime runtime;
  private final Consumer<Finding> findings;
  private final Optional<String> keepIdle;

  private ServicePool(
      List<ServiceSettings> declared,
      PoolSettings settings,
      ContainerRuntime runtime,
      Consumer<Finding> findings,
      InstantSource clock) {
    this.runtime = runtime;
    this.findings = findings;
    // As text already: when Maven is interrupted, it takes the class path away while we close.
    this.keepIdle = settings.keepIdle().map(DurationText::of);
    int servers = declared.stream().mapToInt(settings::servers).sum();
    AtomicInteger number = new AtomicInteger();
    this.background =
        Executors.newFixedThreadPool(
            // A thread for each server that starts, and some for the pieces.
            servers + 2,
            task -> {
              Thread thread = new Thread(task, "deploy-pipeline-pool-" + number.incrementAndGet());
              thread.setDaemon(true);
              // Whoever leases first may be a test plugin, whose classes are not ours: libraries
              // that
              // look for their parts through the context class loader would find none.
              thread.setContextClassLoader(ServicePool.class.getClassLoader());
              return thread;
            });
    for (ServiceSettings service : declared) {
      services.add(
          new ServiceLeases(service, settings, runtime, this::inBackground, clock, findings));
    }
  }

  /**
   * Begins to start all services and returns at once.
   *
   * @param services what to start; at least one
   * @param settings what holds for all of them
   * @param runtime who starts them; closed with the pool
   * @param findings told what runs and what is odd about it, from any thread
   * @param clock tells how long leases are held
   * @throws IllegalArgumentException if the services contradict each other or a value to expose has
   *     an unknown placeholder
   */
  public static ServicePool start(
      List<ServiceSettings> services,
      PoolSettings settings,
      ContainerRuntime runtime,
      Consumer<Finding> findings,
      InstantSource clock) {
    ServiceConflicts.check(services);
    ServicePool pool = new ServicePool(services, settings, runtime, findings, clock);
    pool.services.forEach(ServiceLeases::warmUp);
    return pool;
  }

  private void inBackground(Runnable task) {
    if (!closed.get()) {
      background.execute(task);
    }
  }

  /**
   * Waits until each service has something to lease.
   *
   * @throws PoolException if a service could not be started; all others have been stopped by then.
   *     The message names every service that failed
   * @throws InterruptedException if interrupted while waiting; the servers go on
   */
  public void awaitReady() throws InterruptedException {
    List<PoolException> problems = new ArrayList<>();
    for (ServiceLeases service : services) {
      try {
        service.awaitReady();
      } catch (PoolException e) {
        problems.add(e);
      }
    }
    if (!problems.isEmpty()) {
      close();
      throw new PoolException(
          String.join("\n", problems.stream().map(PoolException::getMessage).distinct().toList()),
          problems.get(0).getCause());
    }
  }

  /**
   * Leases one piece of each service of a scope, waiting for those that are not ready. Services are
   * leased in the order of their declaration, so that two holders cannot wait for each other.
   *
   * @param scope the scope
   * @param stage the stage whose tests will use them
   * @param holder who asks, for messages
   * @return the leases; none if no service has the scope and the stage
   * @throws PoolException if a service could not be started or is exhausted; nothing is leased then
   * @throws InterruptedException if interrupted while waiting; nothing is leased then
   */
  public Leases lease(LeaseScope scope, Stage stage, String holder) throws InterruptedException {
    Map<String, String> properties = new LinkedHashMap<>();
    Map<String, String> environment = new LinkedHashMap<>();
    List<Runnable> returns = new ArrayList<>();
    boolean complete = false;
    try {
      for (ServiceLeases one : services) {
        if (one.service().scope() == scope && one.service().stages().contains(stage)) {
          LeasePool.Leased leased = one.lease(holder);
          returns.add(() -> one.giveBack(leased));
          ConnectionFacts facts = leased.piece().facts();
          properties.putAll(rendered(one.service(), one.service().exposedProperties(), facts));
          environment.putAll(rendered(one.service(), one.service().exposedEnvironment(), facts));
        }
      }
      complete = true;
    } catch (IllegalArgumentException e) {
      throw new PoolException(e.getMessage(), e);
    } finally {
      if (!complete) {
        Attempts.all(returns);
      }
    }
    return new Leases(properties, environment, returns);
  }

  private static Map<String, String> rendered(
      ServiceSettings service, Map<String, String> templates, ConnectionFacts facts) {
    Map<String, String> values = new LinkedHashMap<>();
    templates.forEach(
        (key, template) -> values.put(key, Placeholders.render(service.name(), template, facts)));
    return values;
  }

  /** What all slots hold, by service in the order of declaration. */
  public List<SlotStatus> status() {
    return services.stream().flatMap(service -> service.status().stream()).toList();
  }

  /**
   * Stops everything that runs or starts, and waits for it; servers that are kept go on. Later
   * calls do nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    services.forEach(ServiceLeases::closeLeases);
    background.shutdownNow();
    // A server that the next build may get must not be worked on by this one any more.
    boolean mayGoOn = keepIdle.isPresent() && awaitBackground();
    AtomicInteger kept = new AtomicInteger();
    try {
      Attempts.all(
          services.stream()
              .<Runnable>map(service -> () -> kept.addAndGet(service.closeServers(mayGoOn)))
              .toList());
    } finally {
      warnOfStarts(awaitBackground());
      runtime.close();
      tellEnd(kept.get());
    }
  }

  private void tellEnd(int kept) {
    String of = services.size() + (services.size() == 1 ? " service" : " services");
    findings.accept(
        new Finding(
            Severity.INFO,
            kept == 0
                ? "Stopped the servers of " + of
                : "Kept %d %s of %s for the next build; idle for %s, or with deploy-pipeline:pool-stop, they stop"
                    .formatted(
                        kept, kept == 1 ? "server" : "servers", of, keepIdle.orElseThrow())));
  }

  private void warnOfStarts(boolean ended) {
    if (!ended) {
      findings.accept(
          new Finding(
              Severity.WARNING,
              "A server is still starting and will be stopped as soon as it runs."));
    }
  }

  /** Whether what was under way has ended. */
  private boolean awaitBackground() {
    try {
      return background.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
