package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.DockerComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Two services that find each other. */
class ComposeTest {

  private static final File FILE = new File("compose.yml");

  @Test
  void compose1() throws Exception {
    try (DockerComposeContainer<?> compose = new DockerComposeContainer<>(FILE)) {
      compose.withLocalCompose(true).waitingFor("cache", Wait.forLogMessage(".*Ready to accept connections.*", 1)).start();
      findEachOther("_", compose::getContainerByServiceName);
    }
  }

  @Test
  void compose2() throws Exception {
    assumeTrue(new ProcessBuilder("docker", "compose", "version").start().waitFor() == 0, "docker compose is there");
    try (ComposeContainer compose = new ComposeContainer(FILE)) {
      compose.withLocalCompose(true).waitingFor("cache", Wait.forLogMessage(".*Ready to accept connections.*", 1)).start();
      findEachOther("-", compose::getContainerByServiceName);
    }
  }

  private static void findEachOther(String separator, Function<String, Optional<ContainerState>> services) throws Exception {
    ContainerState app = services.apply("app" + separator + "1").get();
    assertTrue(app.isRunning());
    assertEquals("PONG\n", app.execInContainer("redis-cli", "-h", "cache", "ping").getStdout());
  }
}
