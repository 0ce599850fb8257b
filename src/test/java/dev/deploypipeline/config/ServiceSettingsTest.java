package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {

  @Test
  void aMissingProviderMeansAuto() {
    assertThat(new ServiceSettings("db", "postgres:15", null, null).provider()).isEqualTo("auto");
  }

  @Test
  void anUnknownProviderIsNamedWithTheOnesThatExist() {
    assertThatThrownBy(() -> new ServiceSettings("db", "postgres:15", "podman", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "service db: unknown provider 'podman'. Perhaps you should use auto or embedded.");
  }

  @Test
  void dockerIsRefusedAsNotSupportedYet() {
    assertThatThrownBy(() -> new ServiceSettings("db", "postgres:15", "docker", null))
        .hasMessageContaining("'docker' is not supported yet");
  }

  @Test
  void anEmptyNameIsRefusedWithTheImageToFindIt() {
    assertThatThrownBy(() -> new ServiceSettings(" ", "postgres:15", "auto", null))
        .hasMessageContaining("' '")
        .hasMessageContaining("postgres:15");
  }

  @Test
  void aBadImageIsRefusedWithItsValue() {
    assertThatThrownBy(() -> new ServiceSettings("db", "Postgres 15", "auto", null))
        .hasMessageContaining("service db")
        .hasMessageContaining("'Postgres 15' is not a container image");
    assertThatThrownBy(() -> new ServiceSettings("db", null, "auto", null))
        .hasMessageContaining("'null'");
  }

  @Test
  void anExposedPropertyWithoutValueIsRefused() {
    Map<String, String> expose = new LinkedHashMap<>();
    expose.put("db.url", null);
    assertThatThrownBy(() -> new ServiceSettings("db", "postgres:15", "auto", expose))
        .hasMessageContaining("'db.url'");
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
