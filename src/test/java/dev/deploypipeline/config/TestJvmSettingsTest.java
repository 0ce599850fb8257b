package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestJvmSettingsTest {

  @Test
  void theProfileDecidesWhereNobodyDoes() {
    assertThat(TestJvmSettings.parse(null, null, Profile.BALANCED))
        .isEqualTo(new TestJvmSettings(true, TestEngine.SUREFIRE));
    assertThat(TestJvmSettings.parse("auto", "auto", Profile.OPTIMIZED).engine())
        .isEqualTo(TestEngine.FAST);
    assertThat(Profile.AGGRESSIVE.testEngine()).isEqualTo(TestEngine.FAST);
  }

  @Test
  void whatIsSaidWins() {
    assertThat(TestJvmSettings.parse("off", "surefire", Profile.AGGRESSIVE))
        .isEqualTo(new TestJvmSettings(false, TestEngine.SUREFIRE));
    assertThat(TestJvmSettings.parse("auto", "fast", Profile.BALANCED).engine())
        .isEqualTo(TestEngine.FAST);
  }

  @Test
  void otherValuesAreNamed() {
    assertThatThrownBy(() -> TestJvmSettings.parse("on", null, Profile.BALANCED))
        .hasMessage(
            "unknown value of deploy-pipeline.tests.tuning 'on'. Perhaps you should use one of: auto, off.");
    assertThatThrownBy(() -> TestJvmSettings.parse(null, "warm", Profile.BALANCED))
        .hasMessageContaining("deploy-pipeline.tests.engine 'warm'")
        .hasMessageContaining("auto, surefire, fast");
  }
}
