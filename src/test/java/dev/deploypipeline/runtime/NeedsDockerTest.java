package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NeedsDockerTest {

  @Test
  void aTestRunsWhereAnEngineAnswers() {
    assertThat(NeedsDocker.Condition.evaluate("", true, String.class).isDisabled()).isFalse();
  }

  @Test
  void aTestIsSkippedWhereNoneDoesAndFailsWhereOneIsRequired() {
    assertThat(NeedsDocker.Condition.evaluate("no engine.", false, String.class))
        .returns(true, result -> result.isDisabled())
        .returns("String: skipped, no engine.", result -> result.getReason().orElseThrow());
    assertThatThrownBy(() -> NeedsDocker.Condition.evaluate("no engine.", true, String.class))
        .hasMessage("no engine. Or leave out -Ddocker.required=true.");
  }
}
