package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
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

  @Test
  void durationsAreWrittenInTheUnitThatFits() {
    assertThat(DurationText.of(Duration.ofMillis(1500))).isEqualTo("1500 ms");
    assertThat(DurationText.of(Duration.ofSeconds(90))).isEqualTo("90 s");
    assertThat(DurationText.of(Duration.ofMinutes(30))).isEqualTo("30 min");
    assertThat(DurationText.of(Duration.ofHours(2))).isEqualTo("2 h");
    assertThat(DurationText.of(Duration.ZERO)).isEqualTo("0 s");
  }

  @Test
  void serversStopWithTheBuildUnlessTheyAreKept() {
    assertThat(PoolSettings.defaults().keepIdle()).isEmpty();
  }

  @Test
  void lessThanASecondIsNoTimeToKeepAServer() {
    assertThatThrownBy(
            () ->
                new PoolSettings(
                    Profile.BALANCED,
                    OptionalInt.empty(),
                    Duration.ZERO,
                    Optional.of(Duration.ofMillis(999))))
        .hasMessageContaining("'PT0.999S'")
        .hasMessageContaining("deploy-pipeline.pool.keepIdle");
  }
}
