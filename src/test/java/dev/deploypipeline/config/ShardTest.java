package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  @Test
  void aPartIsReadAndWritten() {
    assertThat(Shard.parse(" 2/5 ")).contains(new Shard(2, 5));
    assertThat(Shard.parse("2/5").orElseThrow()).hasToString("2/5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void nothingIsNoShard(String text) {
    assertThat(Shard.parse(text)).isEmpty();
    assertThat(Shard.parse(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0/5", "6/5", "a/b", "2", "2/", "/5", "1/0", "-1/5", "1/5/2", "2 / 5", "Verify"})
  void anythingElseIsRefusedByNameValueAndNextStep(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shard.parse(text))
        .withMessageStartingWith("deploy-pipeline.shard is ")
        .withMessageContaining(text)
        .withMessageContaining("Perhaps you should");
  }

  @Test
  void onlyTheWordAsksToVerify() {
    assertThat(Shard.asksToVerify(" verify ")).isTrue();
    assertThat(Shard.asksToVerify("1/1")).isFalse();
    assertThat(Shard.asksToVerify(null)).isFalse();
  }

  @Test
  void whatAShardTestedAloneIsNotDeployed() {
    SelectionSettings shard =
        new SelectionSettings(Optional.of(new Shard(1, 2)), false, Duration.ofSeconds(10));

    assertThatNoException().isThrownBy(() -> shard.checkPhase("install"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shard.checkPhase("deploy"))
        .withMessageContaining("1/2");
  }

  @Test
  void aDeploymentWithoutSlowTestsIsNoticed() {
    SelectionSettings quick = new SelectionSettings(Optional.empty(), true, Duration.ofSeconds(10));

    assertThat(quick.deploysUntested("deploy")).isTrue();
    assertThat(quick.deploysUntested("verify")).isFalse();
    assertThat(SelectionSettings.everything().deploysUntested("deploy")).isFalse();
  }
}
