package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Pulls from a real registry that holds {@code redis:7} and asks for no password: {@code
 * -Ddocker.registry=127.0.0.1:5000}.
 */
@Timeout(120)
@NeedsDocker
@EnabledIfSystemProperty(named = "docker.registry", matches = ".+")
class RegistryPullTest {

  private final String repository = System.getProperty("docker.registry") + "/redis";
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final LiveDocker docker = new LiveDocker();
  private ContainerRuntime runtime;

  @BeforeEach
  void connect() throws IOException {
    removeImage();
    runtime = DockerServers.runtime((Finding finding) -> told.add(finding.message()));
  }

  @AfterEach
  void disconnect() throws IOException {
    runtime.close();
    removeImage();
    docker.close();
  }

  @Test
  void aMissingImageIsPulledOnceForAllThatStart() throws Exception {
    ExecutorService starts = Executors.newFixedThreadPool(3);
    List<Future<Server>> servers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      servers.add(starts.submit((Callable<Server>) () -> runtime.start(service(":7"))));
    }
    for (Future<Server> server : servers) {
      assertThat(server.get().isHealthy()).isTrue();
      server.get().close();
    }
    starts.shutdown();
    assertThat(told).containsExactly("Pulling image " + repository + ":7");
  }

  @Test
  void aDigestIsPulledWhateverTheTagBesideItSays() throws Exception {
    runtime.start(service(":7")).close();
    String pinned =
        docker
            .engine()
            .ask(client -> client.inspectImageCmd(repository + ":7").exec())
            .getRepoDigests()
            .stream()
            .filter(digest -> digest.startsWith(repository + "@"))
            .findFirst()
            .orElseThrow();
    String digest = pinned.substring(repository.length());
    removeImage();
    told.clear();

    try (Server server = runtime.start(service(":no-such-tag" + digest))) {
      assertThat(server.isHealthy()).isTrue();
      assertThat(server.description()).startsWith(pinned);
    }
    assertThat(told).containsExactly("Pulling image " + pinned);
    docker.untag(pinned);
  }

  @Test
  void aDigestThatTheRegistryDoesNotHaveIsNotReplacedByTheTag() {
    assertThatThrownBy(() -> runtime.start(service(":7@sha256:" + "0".repeat(64))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("@sha256:000")
        .hasMessageContaining("Perhaps you should check the name and the tag");
  }

  @Test
  void aTagThatTheRegistryDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> runtime.start(service(":no-such-tag")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the image '" + repository + ":no-such-tag' cannot be pulled")
        .hasMessageContaining("Perhaps you should check the name and the tag");
  }

  private ServiceSettings service(String version) {
    return ServiceSettingsBuilder.service("pulled", repository + version).build();
  }

  private void removeImage() throws IOException {
    docker.untag(repository + ":7");
  }
}
