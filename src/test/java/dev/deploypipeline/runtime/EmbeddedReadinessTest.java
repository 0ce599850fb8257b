package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class EmbeddedReadinessTest {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();

  private final ContainerRuntime runtime =
      EmbeddedServers.runtime(new ClassPathArtifacts(), CACHE, finding -> {});

  private static ServiceSettings service(String image, Readiness readiness) {
    return ServiceSettingsBuilder.service("it", image).readiness(readiness).build();
  }

  private static void awaitShortly(Server server, String image, Readiness readiness)
      throws Exception {
    EmbeddedReadiness.await(
        service(image, readiness), (SupervisedServer) server, Duration.ofMillis(100));
  }

  @Test
  void aLogLineIsFoundAsOftenAsItIsAskedFor() throws Exception {
    Readiness once = Readiness.logLine("Ready to accept \\w+", "1");
    try (Server server = runtime.start(service("redis:7", once))) {
      assertThat(server.isHealthy()).isTrue();
      assertThatThrownBy(
              () -> awaitShortly(server, "redis:7", Readiness.logLine("Ready to accept \\w+", "2")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Redis 7.0.15 is not ready")
          .hasMessageContaining("'Ready to accept \\w+' 1 of 2 times")
          .hasMessageContaining("Perhaps you should correct <readiness>");
    }
  }

  @Test
  void aStatementThatFailsIsShownWithTheReason() throws Exception {
    try (Server server = runtime.start(service("postgres:15", new Readiness.BuiltIn()))) {
      assertThatThrownBy(
              () -> awaitShortly(server, "postgres:15", new Readiness.Sql("select * from nowhere")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("'select * from nowhere' fails")
          .hasMessageContaining("relation \"nowhere\" does not exist");
    }
  }

  @Test
  void aServerThatEndsIsNotWaitedFor() throws Exception {
    Server server = runtime.start(service("redis:7", new Readiness.BuiltIn()));
    server.close();
    assertThatThrownBy(
            () ->
                EmbeddedReadiness.await(
                    service("redis:7", Readiness.logLine("never", "1")),
                    (SupervisedServer) server,
                    Duration.ofDays(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Redis 7.0.15 ended before it was ready");
  }
}
