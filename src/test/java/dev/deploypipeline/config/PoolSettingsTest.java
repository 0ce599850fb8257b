package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PoolSettingsTest {

  private static PoolSettings settings(Profile profile, OptionalInt size) {
    return new PoolSettings(profile, size, Duration.ZERO);
  }

  private static ServiceSettings service(String size) {
    return ServiceSettingsBuilder.service("db", "postgres:15").size(size).build();
  }

  @Test
  void theProfileSaysHowManyServersThereAre() {
    assertThat(settings(Profile.BALANCED, OptionalInt.empty()).servers(service(null))).isEqualTo(2);
    assertThat(settings(Profile.OPTIMIZED, OptionalInt.empty()).servers(service(null)))
        .isEqualTo(3);
    assertThat(settings(Profile.AGGRESSIVE, OptionalInt.empty()).servers(service(null)))
        .isEqualTo(5);
  }

  @Test
  void theServiceGoesBeforeTheProfileAndTheOverrideBeforeBoth() {
    assertThat(settings(Profile.BALANCED, OptionalInt.empty()).servers(service("4"))).isEqualTo(4);
    assertThat(settings(Profile.BALANCED, OptionalInt.of(1)).servers(service("4"))).isEqualTo(1);
  }

  @Test
  void aSizeBelowOneIsRefusedWithItsValue() {
    assertThatThrownBy(() -> settings(Profile.BALANCED, OptionalInt.of(0)))
        .hasMessageContaining("'0'")
        .hasMessageContaining("CONTAINER_POOL_SIZE");
  }

  @Test
  void durationsAreReadAsPeopleWriteThem() {
    assertThat(DurationText.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(DurationText.parse(" 90 s ")).isEqualTo(Duration.ofSeconds(90));
    assertThat(DurationText.parse("30m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(DurationText.parse("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(DurationText.parse("PT1M30S")).isEqualTo(Duration.ofSeconds(90));
    assertThatThrownBy(() -> DurationText.parse("soon")).hasMessageContaining("'soon'");
  }
}
