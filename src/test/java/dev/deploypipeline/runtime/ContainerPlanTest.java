package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a declaration makes of a container. */
class ContainerPlanTest {

  @Test
  void postgresHasItsPasswordInTheEnvironmentAndNowhereInPrint() {
    ContainerPlan plan =
        ContainerPlan.of(ServiceSettingsBuilder.service("db", "postgres:15").build(), "s3cret");
    assertThat(plan.environment())
        .containsOnly(
            Map.entry("POSTGRES_USER", "postgres"), Map.entry("POSTGRES_PASSWORD", "s3cret"));
    assertThat(plan.command()).startsWith("postgres").contains("fsync=off");
    assertThat(plan.facts("127.0.0.1", Map.of(5432, 40_000)).values())
        .containsEntry("jdbcUrl", "jdbc:postgresql://127.0.0.1:40000/postgres")
        .containsEntry("password", "s3cret");
    assertThat(plan.toString()).doesNotContain("s3cret");
    assertThat(plan.withoutSecrets("the password s3cret of postgres"))
        .isEqualTo("the password *** of postgres");
  }

  @Test
  void redisDoesNotPersist() {
    ContainerPlan plan =
        ContainerPlan.of(
            ServiceSettingsBuilder.service("cache", "redis:7")
                .tuning(Map.of("appendonly", "yes"))
                .build(),
            "unused");
    assertThat(plan.environment()).isEmpty();
    assertThat(String.join(" ", plan.command())).contains("--save ").contains("--appendonly yes");
  }

  @Test
  void anotherImageKeepsItsCommandAndThePortToLookAtIsPublishedToo() {
    ContainerPlan plan =
        ContainerPlan.of(
            ServiceSettingsBuilder.service("queue", "rabbitmq:4")
                .ports(List.of(5672, 1883))
                .readiness(new Readiness.Port(15672))
                .environment(Map.of("API_TOKEN", "abc"))
                .build(),
            "unused");
    assertThat(plan.command()).isEmpty();
    assertThat(plan.ports()).containsExactly(5672, 1883, 15672);
    assertThat(plan.facts("127.0.0.1", Map.of(5672, 1, 1883, 2, 15672, 3)).values())
        .containsEntry("port", "1")
        .containsEntry("port.1883", "2");
    assertThat(plan.withoutSecrets("token abc")).isEqualTo("token ***");
  }
}
