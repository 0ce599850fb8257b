package dev.deploypipeline.broker;

import dev.deploypipeline.broker.WarmContainer.Proof;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Starts containers ahead and waits until they are ready. */
final class WarmStarter implements ContainerStarter {

  /** Marks what nobody has asked for yet. */
  static final String WARM = OwnLabels.PREFIX + "warm";

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration QUIET = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 500;

  private final EngineCalls engine;
  private final BrokerSettings settings;
  private final ContainerGuard guard;
  private final String run;
  private final AtomicInteger number = new AtomicInteger();

  /**
   * @param run tells the containers of this broker from those of others
   */
  WarmStarter(EngineCalls engine, BrokerSettings settings, ContainerGuard guard, String run) {
    this.engine = engine;
    this.settings = settings;
    this.guard = guard;
    this.run = run;
  }

  @Override
  public WarmContainer start(Recipe recipe, BooleanSupplier unwanted)
      throws IOException, InterruptedException {
    String name = "deploy-pipeline-warm-" + run + "-" + number.incrementAndGet();
    Map<String, String> labels = new HashMap<>(settings.ownerLabels());
    labels.put(WARM, run);
    long begin = System.nanoTime();
    // Before it is there: the answer that it was made may not arrive.
    guard.guard(name);
    try {
      String id = engine.create(recipe.call(), name, labels);
      // A client may rename it.
      guard.guard(id);
      for (FileCopy files : recipe.files()) {
        engine.copy(id, files);
      }
      engine.start(id);
      ObjectNode found = awaitReady(id, recipe, unwanted);
      String image = Json.text(found, "Image");
      String startedAt = Json.text(found.path("State"), "StartedAt");
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      Map<String, String> imageLabels = OwnLabels.without(found.path("Config").path("Labels"));
      return new WarmContainer(
          id, name, image, startedAt, recipe, imageLabels, took, proof(id, recipe));
    } catch (IOException | InterruptedException | RuntimeException e) {
      try {
        engine.remove(name);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private ObjectNode awaitReady(String id, Recipe recipe, BooleanSupplier unwanted)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long patience =
        Math.max(PATIENCE.toNanos(), Duration.ofMillis(2 * recipe.past().coldMillis()).toNanos());
    int lines = -1;
    long changed = begin;
    while (true) {
      ObjectNode found =
          engine.inspect(id).orElseThrow(() -> new IOException("a warm container disappeared"));
      JsonNode state = found.path("State");
      if (!state.path("Running").asBoolean(false)) {
        throw new IOException("a warm container of " + recipe.call().image() + " ends by itself");
      }
      LogLines log = engine.logs(id);
      long now = System.nanoTime();
      if (log.size() != lines) {
        lines = log.size();
        changed = now;
      }
      boolean quiet = now - changed > QUIET.toNanos();
      // Whoever gets it waits for it in his own way, so that in doubt it is as good as ready.
      if (isReady(recipe.ready(), found, log, quiet) || now - begin > patience) {
        return found;
      }
      if (unwanted.getAsBoolean()) {
        throw new IOException("the broker closes");
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  /** Looks for open ports as the client before did. */
  private Optional<Proof> proof(String id, Recipe recipe) throws IOException {
    if (recipe.ready().check().isEmpty()) {
      return Optional.empty();
    }
    String command = recipe.ready().check().get();
    return engine.run(id, command).map(output -> new Proof(command, output));
  }

  private boolean isReady(ReadyMark mark, ObjectNode found, LogLines log, boolean quiet) {
    JsonNode health = found.path("State").path("Health");
    if (health.isObject() && !Json.text(health, "Status").equals("healthy")) {
      return false;
    }
    if (!mark.lines().isEmpty()) {
      return mark.isReached(log);
    }
    return !mark.ports() || (quiet && acceptsConnections(found));
  }

  private boolean acceptsConnections(ObjectNode found) {
    for (var port : found.path("NetworkSettings").path("Ports").properties()) {
      for (JsonNode binding : port.getValue()) {
        String number = Json.text(binding, "HostPort");
        boolean other =
            !port.getKey().endsWith("/tcp") || Json.text(binding, "HostIp").contains(":");
        if (!other && !number.isEmpty() && !accepts(Integer.parseInt(number))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(settings.publishedHost(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false; // not yet, which is the answer
    }
  }

  @Override
  public void sweep() throws IOException {
    for (String id : engine.labelled(WARM + "=" + run)) {
      engine.remove(id);
    }
  }

  @Override
  public void discard(WarmContainer container) throws IOException {
    engine.remove(container.id());
  }
}
