package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {

  @ParameterizedTest
  @CsvSource({
    "before:integration-test, pre-integration-test",
    "after:integration-test, post-integration-test",
    "before:package, prepare-package",
    "after:compile, process-classes",
    "after:test-compile, process-test-classes",
    "sources, generate-sources",
    "test-resources, generate-test-resources",
    "before:integration-test[100], pre-integration-test",
    "before:test, test",
    "after:verify, verify",
    "before:sources, generate-sources",
    "test, test"
  })
  void aPhaseOfMaven4HasThePlaceOfItsNameInMaven3(String four, String three) {
    assertThat(Phase.named(four)).isEqualTo(three);
    assertThat(Phase.order(four)).hasValue(Phase.require(three));
  }

  @ParameterizedTest
  @CsvSource({"clean", "before:clean", "site", "''", "each", "before:"})
  void aPhaseOfAnotherLifecycleKeepsItsNameAndHasNoPlace(String phase) {
    assertThat(Phase.named(phase)).isEqualTo(phase);
    assertThat(Phase.order(phase)).isEmpty();
  }

  @Test
  void whoAsksForAPhaseNamesItAsMaven3Does() {
    assertThatThrownBy(() -> Phase.require("before:package"))
        .hasMessageContaining("Unknown lifecycle phase 'before:package'");
  }
}
