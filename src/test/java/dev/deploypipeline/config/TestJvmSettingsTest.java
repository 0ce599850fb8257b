package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestJvmSettingsTest {

  @Test
  void testJvmsAreTunedUnlessSomebodyRulesItOut() {
    assertThat(TestJvmSettings.parse(null).tuned()).isTrue();
    assertThat(TestJvmSettings.parse("auto").tuned()).isTrue();
    assertThat(TestJvmSettings.parse(" off").tuned()).isFalse();
  }

  @Test
  void whetherAnybodySaidSoIsKnown() {
    assertThat(TestJvmSettings.parse(null).asked()).isFalse();
    assertThat(TestJvmSettings.parse("auto").asked()).isTrue();
  }

  @Test
  void otherValuesAreNamed() {
    assertThatThrownBy(() -> TestJvmSettings.parse("on"))
        .hasMessage(
            "unknown value of deploy-pipeline.tests.tuning 'on'. Perhaps you should use one of: auto, off.");
  }
}
