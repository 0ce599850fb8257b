package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.runtime.NeedsDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code docker-compose} through the broker's socket, on a real engine. */
@Timeout(180)
@NeedsDocker
class DockerComposeCommandTest {

  @TempDir private Path directory;
  private LiveBroker live;
  private DockerCommand docker;

  @BeforeEach
  void open() throws IOException {
    Programs.need("DockerComposeCommandTest", "docker", "docker-compose");
    live = new LiveBroker(directory.resolve("recipes.json"), 1);
    docker = new DockerCommand(live.broker().scope("commands").socket());
  }

  @AfterEach
  void close() throws IOException {
    if (live != null) {
      live.close();
    }
  }

  @Test
  void composeStartsServicesThatFindEachOther() throws Exception {
    Path file = directory.resolve("compose.yml");
    String service = ": {image: 'redis:7', ports: ['6379']}\n";
    Files.writeString(file, "version: '3'\nservices:\n  cache" + service + "  app" + service);
    String project = "broker-test-" + ProcessHandle.current().pid();

    try {
      compose(file, project, "up", "-d");
      assertThat(compose(file, project, "ps")).contains(project + "_app_1", project + "_cache_1");
      String[] ping = {"exec", "-T", "app", "redis-cli", "-h", "cache", "ping"};
      DockerCommand.awaitOutput("PONG", () -> composed(file, project, ping));
      DockerCommand.awaitOutput(
          "Ready to accept connections", () -> composed(file, project, "logs", "cache"));
      assertThat(live.broker().statistics().passed().keySet())
          .containsAnyOf(PassReason.CUSTOM_NETWORK, PassReason.OWN_LABELS);
    } finally {
      compose(file, project, "down", "-v");
    }
    assertThat(docker.run("ps", "-aq", "--filter", "name=" + project)).isEmpty();
    assertThat(docker.run("network", "ls", "-q", "--filter", "name=" + project)).isEmpty();
  }

  private String compose(Path file, String project, String... words) throws Exception {
    return DockerCommand.outputOf(composed(file, project, words), "");
  }

  private Process composed(Path file, String project, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("-f", file.toString(), "-p", project));
    all.addAll(Arrays.asList(words));
    return docker.beginProgram("docker-compose", all.toArray(String[]::new));
  }
}
