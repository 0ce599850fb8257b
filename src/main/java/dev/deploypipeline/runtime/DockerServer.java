package dev.deploypipeline.runtime;

import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A server in a container. */
record DockerServer(DockerContainer container, ConnectionFacts facts) implements Server {

  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(3);

  @Override
  public String description() {
    return container.image() + " in container " + container.name();
  }

  @Override
  public boolean isHealthy() {
    // An engine that is slow to answer says nothing about its containers.
    return !container.isKnownNotToRun(HEALTH_LIMIT) && accepts();
  }

  @Override
  public boolean accepts() {
    int port = Integer.parseInt(facts.values().get("port"));
    return PortCheck.accepts(facts.values().get("host"), port);
  }

  @Override
  public void close() {
    try {
      container.remove();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
