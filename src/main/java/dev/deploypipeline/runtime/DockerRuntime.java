package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceKind;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.keep.Owner;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Starts servers as containers of one engine. */
final class DockerRuntime implements ContainerRuntime {

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final String BUILD = "dev.deploypipeline.build";
  private static final String CREATED = "dev.deploypipeline.created";
  private static final String SERVICE = "dev.deploypipeline.service";

  private final Engine engine;
  private final Owner owner;
  private final Images images;
  private final Watchdog watchdog;
  private final Optional<Keeping> keeping;
  private final Consumer<Finding> findings;
  private final String build = random(8);
  private final AtomicInteger containers = new AtomicInteger();
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  private DockerRuntime(
      Engine engine,
      Owner owner,
      Watchdog watchdog,
      Optional<Keeping> keeping,
      Consumer<Finding> findings) {
    this.engine = engine;
    this.owner = owner;
    this.keeping = keeping;
    this.images = new Images(engine, findings);
    this.watchdog = watchdog;
    this.findings = findings;
  }

  /**
   * Makes a runtime, which from then on owns the engine, and removes what killed builds left.
   *
   * @throws IOException if the engine does not answer; it is closed then
   */
  static DockerRuntime on(Engine engine, Optional<Keeping> keeping, Consumer<Finding> findings)
      throws IOException {
    try {
      Owner owner = Owner.ofThisProcess();
      Leftovers.sweep(engine, owner, findings);
      return new DockerRuntime(
          engine, owner, Watchdog.over(engine.address().engine()), keeping, findings);
    } catch (IOException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  @Override
  public Server start(ServiceSettings service) throws IOException, InterruptedException {
    warnOfOddities(service);
    String image = images.obtain(service.image());
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before " + service.name() + " was started");
    }
    if (keeping.isPresent()) {
      return keeping.get().server(service, new KeptContainers(engine, service, image, this::run));
    }
    String name = newName(service);
    guard(name);
    return run(service, name, image, owner);
  }

  /** Starts a container and waits until it is ready; nothing of it is left where that fails. */
  private Server run(ServiceSettings service, String name, String image, Owner keeper)
      throws IOException, InterruptedException {
    ContainerPlan plan = ContainerPlan.of(service, random(16));
    DockerContainer container = new DockerContainer(engine, name, image);
    try {
      container.start(plan, labels(service, keeper));
      ConnectionFacts facts = new ContainerStart(container, plan, READY_LIMIT).await();
      return new DockerServer(container, facts);
    } catch (IOException | InterruptedException | RuntimeException e) {
      try {
        container.remove();
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private String newName(ServiceSettings service) {
    return "deploy-pipeline-" + service.name() + "-" + build + "-" + containers.incrementAndGet();
  }

  private Map<String, String> labels(ServiceSettings service, Owner keeper) {
    Map<String, String> labels = new LinkedHashMap<>(keeper.labels());
    labels.put(BUILD, build);
    labels.put(CREATED, Instant.now().toString());
    labels.put(SERVICE, service.name());
    return labels;
  }

  private void guard(String container) {
    try {
      watchdog.guard(container);
    } catch (IOException e) {
      sayOnce(
          Severity.WARNING,
          "the process is gone that removes the containers if Maven is killed (%s). The next build would remove them."
              .formatted(e.getMessage()));
    }
  }

  private void warnOfOddities(ServiceSettings service) {
    if (service.kind() == ServiceKind.OTHER && !service.tuning().isEmpty()) {
      sayOnce(
          Severity.WARNING,
          "service %s: the tuning %s has no effect, because it is not known how the image %s takes settings. Perhaps you should use <environment>."
              .formatted(service.name(), service.tuning().keySet(), service.image()));
    }
    if (engine.address().isExposed()) {
      sayOnce(
          Severity.WARNING,
          "the Docker engine at %s is on another machine (%s), so the services' ports are open to its network. Perhaps you should see that a firewall guards them."
              .formatted(engine.address().engine(), engine.address().host()));
    }
  }

  private void sayOnce(Severity severity, String message) {
    if (said.add(message)) {
      findings.accept(new Finding(severity, message));
    }
  }

  @Override
  public ServerDivider divider(ServiceSettings service) {
    return Dividers.of(service);
  }

  @Override
  public void close() {
    watchdog.close();
    engine.close();
  }

  private static String random(int bytes) {
    byte[] secret = new byte[bytes];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
