package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  @Test
  void theDigestOfATextIsItsSha256() {
    assertThat(Digest.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void partsThatJoinToTheSameTextDiffer() {
    assertThat(List.of(Digest.ofAll("ab", "c"), Digest.ofAll("a", "bc"), Digest.ofAll("abc")))
        .doesNotHaveDuplicates();
    assertThat(Digest.ofAll("")).isNotEqualTo(Digest.ofAll());
    assertThat(Digest.ofAll("ab", "c")).isEqualTo(Digest.ofAll(List.of("ab", "c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "../816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0"
      })
  void whatIsNoDigestIsRefused(String text) {
    assertThatThrownBy(() -> new Digest(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
