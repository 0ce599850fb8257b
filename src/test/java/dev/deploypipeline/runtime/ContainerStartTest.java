package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a container that runs and does not get ready. */
@Timeout(60)
@NeedsDocker
class ContainerStartTest {

  private final LiveDocker docker = new LiveDocker();
  private final DockerContainer container =
      new DockerContainer(
          docker.engine(),
          "deploy-pipeline-test-" + Long.toHexString(System.nanoTime()),
          "redis:7");

  @BeforeEach
  void nameTheImage() throws IOException {
    docker.tag("redis:7", "shop/slow", "1");
  }

  @AfterEach
  void clean() throws IOException {
    container.remove();
    docker.untag("shop/slow:1");
    docker.close();
  }

  @Test
  void theLogThatLacksTheLineIsShown() throws Exception {
    assertNotReady(new Readiness.LogLine(Pattern.compile("never said"), 2))
        .hasMessageContaining("is not ready after 1 s: its log held 'never said' 0 of 2 times")
        .hasMessageContaining("Perhaps you should correct <readiness>. Its log ends:\n")
        .hasMessageContaining("Ready to accept connections");
  }

  @Test
  void aPortThatNobodyListensOnIsNamed() throws Exception {
    assertNotReady(new Readiness.Port(81))
        .hasMessageContaining("port 81")
        .hasMessageContaining("Perhaps you should correct <readiness>");
  }

  @Test
  void whatTheCommandSaidIsShown() throws Exception {
    assertNotReady(new Readiness.Command(List.of("sh", "-c", "echo not yet; exit 3")))
        .hasMessageContaining("'sh -c echo not yet; exit 3' ended with status 3 and said: not yet");
  }

  @Test
  void aCommandThatTheImageLacksIsSaid() throws Exception {
    assertNotReady(new Readiness.Command(List.of("no-such-command")))
        .hasMessageContaining("'no-such-command' ended with status 12")
        .hasMessageContaining("executable file not found");
  }

  private AbstractThrowableAssert<?, ?> assertNotReady(Readiness readiness) throws IOException {
    ContainerPlan plan =
        ContainerPlan.of(
            ServiceSettingsBuilder.service("slow", "shop/slow:1")
                .ports(List.of(6379))
                .readiness(readiness)
                .build(),
            "unused");
    container.start(plan, Map.of());
    return assertThatThrownBy(
            () -> new ContainerStart(container, plan, Duration.ofSeconds(1)).await())
        .isInstanceOf(IOException.class);
  }
}
