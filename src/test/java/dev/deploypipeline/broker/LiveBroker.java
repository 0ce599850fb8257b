package dev.deploypipeline.broker;

import dev.deploypipeline.broker.BrokerSettings.StopAnswer;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.runtime.DockerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A broker in front of the machine's engine, put together as the plugin does. */
final class LiveBroker implements AutoCloseable {

  private final DockerAccess access;
  private final Path sockets;
  private final DockerBroker broker;
  private final List<Finding> findings = new CopyOnWriteArrayList<>();

  LiveBroker(Path recipes, int size) throws IOException {
    this(recipes, size, StopAnswer.AT_ONCE);
  }

  LiveBroker(Path recipes, int size, StopAnswer stopAnswer) throws IOException {
    access = DockerAccess.find(findings::add);
    sockets = Files.createTempDirectory("b");
    broker =
        DockerBroker.open(
            new BrokerSettings(
                size, 8, recipes, access.ownerLabels(), access.publishedHost(), stopAnswer),
            new EngineEndpoint(access.engine(), access.tls()),
            sockets,
            access::guard,
            InstantSource.system(),
            findings::add);
  }

  DockerBroker broker() {
    return broker;
  }

  /** The engine's own socket. */
  Path engineSocket() {
    return Path.of(access.engine().getPath());
  }

  List<Finding> findings() {
    return findings;
  }

  /** Waits until everything that was begun ahead is ready, and something is. */
  void awaitReady(int count) {
    BrokerFixture.await(
        count + " warm containers, " + findings,
        () -> broker.starting() == 0 && broker.ready() >= count);
  }

  @Override
  public void close() throws IOException {
    broker.close();
    access.close();
    Files.deleteIfExists(sockets);
  }
}
