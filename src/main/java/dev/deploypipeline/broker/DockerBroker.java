package dev.deploypipeline.broker;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Serves the Docker Engine API on Unix sockets, passes what it is asked on to the real engine, and
 * hands over warm containers where a test asks for one that earlier runs asked for as well.
 *
 * <p>Nothing is shared: a warm container was never used, and is handed over once. A fault of the
 * broker turns it into a plain proxy for the rest of the run. Safe for use by many threads.
 */
public final class DockerBroker implements AutoCloseable {

  private final Path directory;
  private final EngineEndpoint engine;
  private final Services services;
  private final References references;
  private final Replacements replacements;
  private final Creates creates;
  private final Execs execs;
  private final ContainerRequests requests;
  private final Farewell farewell;
  private final Deadlines deadlines;
  private final ClientConnection.Surroundings surroundings;
  private final ExecutorService threads;
  private final Consumer<Finding> findings;
  private final RecipeFile file;
  private final boolean keepFile;
  private final Map<String, BrokerScope> scopes = new ConcurrentHashMap<>();
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean left = new AtomicBoolean();

  private DockerBroker(
      BrokerSettings settings,
      EngineEndpoint engine,
      Path directory,
      ContainerGuard guard,
      InstantSource clock,
      Limits limits,
      Consumer<Finding> findings) {
    this.directory = directory;
    this.engine = engine;
    this.findings = findings;
    this.deadlines = new Deadlines();
    this.threads = Executors.newCachedThreadPool(new DaemonThreads("deploy-pipeline-broker"));
    this.surroundings = new ClientConnection.Surroundings(engine, limits, deadlines, threads);
    this.file = new RecipeFile(settings.recipes());
    RecipeFile.Content known = file.read();
    known.problem().ifPresent(problem -> tell(Severity.WARNING, problem));
    this.keepFile = known.future();
    EngineClient client = new EngineClient(engine, limits, deadlines);
    EngineCalls calls = new EngineCalls(client);
    Containers containers = new Containers();
    byte[] run = new byte[4];
    new SecureRandom().nextBytes(run);
    Lull lull = new Lull();
    WarmStarter starter = new WarmStarter(calls, settings, guard, HexFormat.of().formatHex(run));
    this.services =
        new Services(
            client,
            calls,
            containers,
            new RecipeBook(known.recipes()),
            new WarmPool(starter, lull, settings.total(), this::notStarted, this::notRemoved),
            new Counters(),
            new Background(this::notRemoved),
            new EventStory(containers),
            lull,
            new Faults(findings),
            settings,
            clock);
    this.references = new References(containers);
    this.farewell = new Farewell(services);
    this.replacements = new Replacements(services);
    this.creates =
        new Creates(
            services, new Warmable(socketPaths(engine)), references, replacements, farewell);
    Waits waits = new Waits(services);
    this.execs = new Execs(services, waits);
    this.requests = new ContainerRequests(services, replacements, farewell, waits, execs);
  }

  private static Set<String> socketPaths(EngineEndpoint engine) {
    Set<String> paths = new HashSet<>(Set.of("/var/run/docker.sock", "/run/docker.sock"));
    engine.socketPath().ifPresent(paths::add);
    return paths;
  }

  /**
   * Opens a broker, which starts nothing and serves nobody yet.
   *
   * @param settings what it needs to know
   * @param engine the real engine; need not answer yet
   * @param directory where its sockets go: one that only its user can enter, with a short path
   * @param guard takes care of containers should this JVM be killed
   * @param clock tells clients when their containers were made
   * @param findings told what a person should know, from any thread
   */
  public static DockerBroker open(
      BrokerSettings settings,
      EngineEndpoint engine,
      Path directory,
      ContainerGuard guard,
      InstantSource clock,
      Consumer<Finding> findings) {
    return open(settings, engine, directory, guard, clock, Limits.defaults(), findings);
  }

  /** The same with other limits. */
  static DockerBroker open(
      BrokerSettings settings,
      EngineEndpoint engine,
      Path directory,
      ContainerGuard guard,
      InstantSource clock,
      Limits limits,
      Consumer<Finding> findings) {
    return new DockerBroker(settings, engine, directory, guard, clock, limits, findings);
  }

  /**
   * The scope of that name, opened on first use.
   *
   * @param name what messages call it
   * @throws IOException if its socket cannot be opened; tests can use the engine itself then
   * @throws IllegalStateException if the broker is closed
   */
  public synchronized BrokerScope scope(String name) throws IOException {
    if (closed.get()) {
      throw new IllegalStateException("the Docker broker is closed");
    }
    BrokerScope open = scopes.get(name);
    if (open == null) {
      int number = sockets.incrementAndGet();
      String key = name + " " + number; // the next scope of that name is another one
      Broker broker =
          new Broker(
              key,
              services,
              creates,
              replacements,
              requests,
              execs,
              new Listing(services.client(), services.containers(), references),
              references);
      BrokerSocket socket =
          BrokerSocket.open(
              directory.resolve("d" + number + ".sock"),
              broker,
              surroundings,
              problem -> tell(Severity.WARNING, "the Docker broker: " + problem.getMessage()));
      open =
          new BrokerScope(
              name, socket, surroundings.limits().closing(), limit -> release(name, key, limit));
      scopes.put(name, open);
    }
    return open;
  }

  /** The socket of one scope for all that have none of their own; see {@link #scope}. */
  public Path socket() throws IOException {
    return scope("all").socket();
  }

  /**
   * Begins to start the containers that earlier runs asked for, in their order, and returns at
   * once.
   */
  public void warmUp() {
    List<Recipe> likely = services.book().likely();
    for (int level = 1; level <= services.settings().size(); level++) {
      for (Recipe recipe : likely) {
        services
            .pool()
            .want(recipe, Math.min(level, services.book().expected(recipe.fingerprint())));
      }
    }
  }

  /** What it has done so far. */
  public BrokerStatistics statistics() {
    return services.counters().statistics();
  }

  /** How many warm containers are ready now. */
  public int ready() {
    return services.pool().ready();
  }

  /** How many warm containers are being started now. */
  public int starting() {
    return services.pool().starting();
  }

  private void release(String scope, String key, TimeLimit limit) {
    scopes.remove(scope);
    List<ClientContainer> left =
        services.containers().close(key).stream().filter(each -> !each.wish().outlives()).toList();
    left.forEach(farewell::removeNow);
    if (!Background.await(left.stream().map(ClientContainer::ending).toList(), limit)) {
      notRemoved(new IOException("containers of " + scope + " are still being removed"));
    }
  }

  private void notStarted(Recipe recipe, IOException problem) {
    services.book().unfit(recipe.fingerprint());
    tell(
        Severity.INFO,
        "the Docker broker starts no containers of %s ahead: %s"
            .formatted(recipe.call().image(), problem.getMessage()));
  }

  /** Told once: what is left of one engine's failure has one remedy, however much it is. */
  private void notRemoved(IOException problem) {
    if (!left.compareAndSet(false, true)) {
      return;
    }
    tell(
        Severity.WARNING,
        "the Docker broker could not finish what it began at %s: %s. The next build removes what is left."
            .formatted(engine.address(), problem.getMessage()));
  }

  private void tell(Severity severity, String message) {
    findings.accept(new Finding(severity, message));
  }

  /**
   * Closes the sockets, removes all warm containers and what clients left, and writes the recipes.
   * Returns when that is done, or after half a minute, and tells what is left then; later calls do
   * nothing.
   */
  @Override
  public void close() {
    List<BrokerScope> open;
    synchronized (this) {
      if (closed.getAndSet(true)) {
        return;
      }
      open = List.copyOf(scopes.values());
    }
    TimeLimit limit = TimeLimit.in(surroundings.limits().closing());
    open.forEach(scope -> scope.close(limit));
    boolean unused = services.background().awaitAll(limit); // it learns as well
    writeRecipes();
    services.pool().close(limit);
    services.background().close(limit);
    deadlines.close();
    threads.shutdownNow();
  }

  private void writeRecipes() {
    if (keepFile) {
      return; // a newer version of the plugin knows more than we could write
    }
    try {
      file.write(services.book().forNextRun());
    } catch (IOException | RuntimeException | LinkageError e) {
      // Maven takes the class path away when it is interrupted.
      tell(
          Severity.WARNING,
          "the Docker broker could not write its recipes: "
              + e
              + ". The next build starts nothing ahead.");
    }
  }
}
