package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReuseSettingsTest {

  @ParameterizedTest
  @CsvSource({"7, 7", "1k, 1024", "2M, 2097152", "5g, 5368709120", "' 3 g ', 3221225472"})
  void sizesAreWrittenAsPeopleWriteThem(String text, long bytes) {
    assertThat(ReuseSettings.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "-1", "5t", "1.5g"})
  void aBadSizeIsNamed(String text) {
    assertThatThrownBy(() -> ReuseSettings.bytes(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deploy-pipeline.reuse.maxSize is '" + text + "'");
  }

  @Test
  void nothingIsReusedUnlessSomebodySaysSo() {
    assertThat(ReuseMode.of(null, ReuseMode.OFF)).isEqualTo(ReuseMode.OFF);
    assertThat(ReuseMode.of("on", ReuseMode.OFF)).isEqualTo(ReuseMode.ON);
    assertThat(ReuseMode.of("read", ReuseMode.OFF).writes()).isFalse();
    assertThat(ReuseMode.of("write", ReuseMode.OFF).reads()).isFalse();
    assertThatThrownBy(() -> ReuseMode.of("yes", ReuseMode.OFF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deploy-pipeline.reuse 'yes'");
  }
}
