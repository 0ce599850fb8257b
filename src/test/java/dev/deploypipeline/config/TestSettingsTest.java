package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestSettingsTest {

  @Test
  void nothingIsEndedUnlessSomebodySaysSo() {
    assertThat(TestSettings.parse("10s", null))
        .isEqualTo(new TestSettings(Duration.ofSeconds(10), Optional.empty()));
    assertThat(TestSettings.parse("10s", "5m").kill()).hasValue(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource({
    "ten,1m,deploy-pipeline.tests.slow,ten",
    "0s,1m,deploy-pipeline.tests.slow,0 s",
    "10s,never,deploy-pipeline.tests.kill,never",
    "10s,0ms,deploy-pipeline.tests.kill,0 s",
    "10s,-PT1S,deploy-pipeline.tests.kill,-1 s"
  })
  void aBadTimeIsNamedWithItsSetting(String slow, String kill, String name, String value) {
    assertThatThrownBy(() -> TestSettings.parse(slow, kill))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value)
        .hasMessageContaining("Perhaps you should");
  }

  @Test
  void nothingIsRunAgainUnlessThatIsAskedFor() {
    assertThat(TestSettings.parse("10s", null).retries().changeAnything()).isFalse();
    assertThat(new RetrySettings(1, false).changeAnything()).isTrue();
    assertThat(new RetrySettings(0, true).changeAnything()).isTrue();
    assertThatThrownBy(() -> new RetrySettings(-1, false))
        .hasMessageContaining("deploy-pipeline.tests.retries is -1");
  }
}
