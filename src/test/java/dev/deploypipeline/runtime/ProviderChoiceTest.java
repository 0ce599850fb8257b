package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {

  private final List<String> started = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private int looks;

  private static ServiceSettings service(String image, String provider) {
    return ServiceSettingsBuilder.service("it", image)
        .ports(List.of(80))
        .provider(provider)
        .build();
  }

  private ContainerRuntime notes(String name) {
    return new ContainerRuntime() {
      @Override
      public Server start(ServiceSettings service) {
        started.add(name + " " + service.image());
        return null;
      }

      @Override
      public ServerDivider divider(ServiceSettings service) {
        throw new AssertionError("not asked here");
      }

      @Override
      public void close() {
        started.add(name + " closed");
      }
    };
  }

  private ProviderChoice withDocker() {
    return new ProviderChoice(
        notes("embedded"),
        () -> {
          looks++;
          return notes("docker");
        },
        findings::add);
  }

  private ProviderChoice withoutDocker() {
    return new ProviderChoice(
        notes("embedded"),
        () -> {
          looks++;
          throw new IOException("no engine answers");
        },
        findings::add);
  }

  @Test
  void autoIsDockerWhereAnEngineAnswers() throws Exception {
    ProviderChoice choice = withDocker();
    choice.start(service("postgres:15", "auto"));
    choice.start(service("nginx:1", "auto"));
    choice.start(service("redis:7", "embedded"));
    choice.close();
    assertThat(started)
        .containsExactly(
            "docker postgres:15",
            "docker nginx:1",
            "embedded redis:7",
            "docker closed",
            "embedded closed");
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void autoIsEmbeddedOtherwiseAndSaysSoOnce() throws Exception {
    ProviderChoice choice = withoutDocker();
    choice.start(service("postgres:15", "auto"));
    choice.start(service("redis:7", "auto"));
    assertThat(started).containsExactly("embedded postgres:15", "embedded redis:7");
    assertThat(looks).isEqualTo(1);
    assertThat(findings).hasSize(1);
  }

  @Test
  void whatNeedsDockerFailsWithTheReasonWhyThereIsNone() {
    assertThatThrownBy(() -> withoutDocker().start(service("postgres:15", "docker")))
        .hasMessage("no engine answers");
    assertThatThrownBy(() -> withoutDocker().start(service("nginx:1", "auto")))
        .hasMessage("no engine answers");
  }

  @Test
  void anEngineIsNotLookedForInVain() throws Exception {
    withDocker().start(service("redis:7", "embedded"));
    assertThat(looks).isZero();
  }
}
