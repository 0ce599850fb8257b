package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {

  private static ServiceSettingsBuilder db() {
    return ServiceSettingsBuilder.service("db", "postgres:15");
  }

  private static ServiceSettingsBuilder cache() {
    return ServiceSettingsBuilder.service("cache", "redis:7");
  }

  @Test
  void whatIsNotSaidFollowsFromTheImage() {
    ServiceSettings postgres = db().build();
    assertThat(postgres.provider()).isEqualTo(Provider.AUTO);
    assertThat(postgres.isolation()).isEqualTo(Isolation.DATABASE);
    assertThat(postgres.scope()).isEqualTo(LeaseScope.MODULE);
    assertThat(postgres.ports()).containsExactly(5432);
    assertThat(cache().build().isolation()).isEqualTo(Isolation.SERVER);
    ServiceSettings other =
        ServiceSettingsBuilder.service("mail", "axllent/mailpit:v1").ports(List.of(1025)).build();
    assertThat(other.isolation()).isEqualTo(Isolation.SERVER);
  }

  @Test
  void anUnknownChoiceIsNamedWithTheOnesThatExist() {
    assertThatThrownBy(() -> db().provider("podman").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "service db: unknown provider 'podman'. Perhaps you should use one of: auto, docker, embedded.");
    assertThatThrownBy(() -> db().isolation("schema").build())
        .hasMessageContaining("'schema'")
        .hasMessageContaining("logical-database");
    assertThatThrownBy(() -> db().scope("method").build())
        .hasMessageContaining("'method'")
        .hasMessageContaining("module, fork, class");
  }

  @Test
  void anIsolationThatTheImageCannotGiveIsRefused() {
    assertThatThrownBy(() -> cache().isolation("database").build())
        .hasMessageContaining("service cache: isolation 'database' does not fit the image");
    assertThatThrownBy(() -> db().isolation("logical-database").build())
        .hasMessageContaining("does not fit");
  }

  @Test
  void migrationsNeedDatabasesToCloneThemInto() {
    assertThatThrownBy(() -> cache().migrations(Path.of("sql")).build())
        .hasMessageContaining("migrations 'sql'");
  }

  @Test
  void anUnknownImageNeedsItsPortsAndDocker() {
    assertThatThrownBy(() -> ServiceSettingsBuilder.service("mail", "mailpit:1").build())
        .hasMessageContaining("<ports>");
    assertThatThrownBy(
            () ->
                ServiceSettingsBuilder.service("mail", "mailpit:1")
                    .ports(List.of(25))
                    .provider("embedded")
                    .build())
        .hasMessageContaining("no embedded server");
    assertThatThrownBy(() -> db().ports(List.of(70000)).build()).hasMessageContaining("'70000'");
  }

  @Test
  void aSizeMustBeAWholeNumberAboveZero() {
    assertThatThrownBy(() -> db().size("two").build()).hasMessageContaining("'two'");
    assertThatThrownBy(() -> db().size("0").build()).hasMessageContaining("'0'");
  }

  @Test
  void tuningCannotOpenAServerToTheNetwork() {
    assertThatThrownBy(() -> db().tuning(Map.of("listen_addresses", "*")).build())
        .hasMessageContaining("service db: tuning cannot set 'listen_addresses'");
    assertThatThrownBy(() -> cache().tuning(Map.of("bind", "0.0.0.0")).build())
        .hasMessageContaining("'bind'");
  }

  @Test
  void theEnvironmentCannotBeExposedToASingleClass() {
    Map<String, String> expose = Map.of("env.DB_URL", "${jdbcUrl}", "db.url", "${jdbcUrl}");
    ServiceSettings service = db().expose(expose).build();
    assertThat(service.exposedEnvironment()).containsOnlyKeys("DB_URL");
    assertThat(service.exposedProperties()).containsOnlyKeys("db.url");
    assertThatThrownBy(() -> db().expose(expose).scope("class").build())
        .hasMessageContaining("'env.DB_URL'")
        .hasMessageContaining("scope 'class'");
    assertThat(db().expose(expose).scope("fork").build().exposedEnvironment())
        .containsOnlyKeys("DB_URL");
  }

  @Test
  void readinessIsReadStrictly() {
    assertThatThrownBy(() -> Readiness.logLine("(", "1")).hasMessageContaining("'('");
    assertThatThrownBy(() -> Readiness.logLine("ready", "twice")).hasMessageContaining("'twice'");
    assertThatThrownBy(() -> cache().readiness(new Readiness.Sql("select 1")).build())
        .hasMessageContaining("readiness by SQL needs a postgres image");
  }

  @Test
  void anEmptyNameIsRefusedWithTheImageToFindIt() {
    assertThatThrownBy(() -> ServiceSettingsBuilder.service(" ", "postgres:15").build())
        .hasMessageContaining("' '")
        .hasMessageContaining("postgres:15");
  }

  @Test
  void aBadImageIsRefusedWithItsValue() {
    assertThatThrownBy(() -> ServiceSettingsBuilder.service("db", "Postgres 15").build())
        .hasMessageContaining("service db")
        .hasMessageContaining("'Postgres 15' is not a container image");
    assertThatThrownBy(() -> ServiceSettingsBuilder.service("db", null).build())
        .hasMessageContaining("'null'");
  }

  @Test
  void anExposedPropertyWithoutValueIsRefused() {
    Map<String, String> expose = new LinkedHashMap<>();
    expose.put("db.url", null);
    assertThatThrownBy(() -> db().expose(expose).build()).hasMessageContaining("'db.url'");
  }

  @Test
  void theImageNameIsTakenApart() {
    ImageName image = ImageName.parse("registry.local:5000/library/postgres:15.4-alpine");
    assertThat(image.shortName()).isEqualTo("postgres");
    assertThat(image.tag()).isEqualTo("15.4-alpine");
    assertThat(image.major()).hasValue(15);
    assertThat(ImageName.parse("redis").major()).isEmpty();
    assertThat(ImageName.parse("redis:latest").major()).isEmpty();
    assertThat(ImageName.parse("redis@sha256:" + "a".repeat(64)).shortName()).isEqualTo("redis");
  }
}
