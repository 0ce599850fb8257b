package dev.deploypipeline.broker;

import dev.deploypipeline.model.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A socket in front of a fake engine, without the broker's own decisions. */
final class BrokerFixture implements AutoCloseable {

  static final Limits LIMITS =
      new Limits(
          16 * 1024,
          Duration.ofMillis(300),
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofMillis(300));

  private final Path directory;
  private final FakeEngine engine;
  private final Deadlines deadlines = new Deadlines();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DaemonThreads("test-broker"));
  private final BrokerSocket socket;
  private final BlockingQueue<IOException> problems = new LinkedBlockingQueue<>();
  private final List<Finding> findings = new CopyOnWriteArrayList<>();

  BrokerFixture(FakeEngine.Behaviour behaviour) throws IOException {
    this(behaviour, Handler.passThrough());
  }

  BrokerFixture(FakeEngine.Behaviour behaviour, Handler handler) throws IOException {
    directory = Files.createTempDirectory("b");
    engine = FakeEngine.open(directory.resolve("e.sock"), behaviour);
    socket =
        BrokerSocket.open(
            directory.resolve("b.sock"),
            handler,
            new ClientConnection.Surroundings(engine.endpoint(), LIMITS, deadlines, threads),
            problems::add);
  }

  FakeEngine engine() {
    return engine;
  }

  BrokerSocket socket() {
    return socket;
  }

  List<Finding> findings() {
    return findings;
  }

  RawClient client() throws IOException {
    return new RawClient(socket.path());
  }

  /** Waits, with a limit, for something that other threads bring about. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("in vain: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Waits until no connection of a client or to the engine is left. */
  void awaitQuiet() {
    await("clients left", () -> socket.clients() == 0);
    await("connections to the engine left", () -> engine.open() == 0);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    engine.close();
    threads.shutdownNow();
    deadlines.close();
    Files.deleteIfExists(directory);
  }
}
