package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final Digest ONE = Digest.of("1");
  private static final Digest TWO = Digest.of("2");

  @Test
  void theKeyDoesNotDependOnTheOrderInWhichInputsCome() {
    Fingerprint one = Fingerprint.builder().text("a", "1").text("b", "2").build();
    Fingerprint other = Fingerprint.builder().text("b", "2").text("a", "1").build();
    assertThat(one.key()).isEqualTo(other.key());
  }

  @Test
  void theKeyStaysWhatItWasInEarlierBuilds() {
    assertThat(Fingerprint.builder().text("jdk", "17").files("none", Map.of()).build().key().hex())
        .as("what changes it must change the format's number")
        .isEqualTo("9fdcf6dbbc29f1ee9eeb1852346654b8095a973944d91f5bc07e9dfd1f775244");
  }

  @Test
  void theKeyDependsOnEachNameAndEachValue() {
    Fingerprint one = Fingerprint.builder().text("a", "1").text("b", "2").build();
    assertThat(Fingerprint.builder().text("a", "2").text("b", "1").build().key())
        .isNotEqualTo(one.key());
    assertThat(Fingerprint.builder().text("a", "1").build().key()).isNotEqualTo(one.key());
    assertThat(Fingerprint.builder().text("a", "1").text("c", "2").build().key())
        .isNotEqualTo(one.key());
  }

  @Test
  void anEmptyTextIsOtherThanNone() {
    assertThat(Fingerprint.builder().text("a", "").build().key())
        .isNotEqualTo(Fingerprint.builder().text("a", null).build().key());
  }

  @Test
  void membersThatAreNotRememberedCountAllTheSame() {
    Map<String, Digest> many = many(Fingerprint.MEMBERS_KEPT + 1);
    Fingerprint one = Fingerprint.builder().files("sources", many).build();
    assertThat(one.members()).isEmpty();
    many.put("f7", TWO);
    Fingerprint other = Fingerprint.builder().files("sources", many).build();
    assertThat(other.key()).isNotEqualTo(one.key());
    assertThat(other.differences(one)).containsExactly("sources changed");
  }

  @Test
  void theCapOfMembersIsOneForAllInputsOfATask() {
    Fingerprint one =
        Fingerprint.builder()
            .files("big", many(Fingerprint.MEMBERS_KEPT - 1))
            .files("more", many(2))
            .files("small", many(1))
            .build();
    assertThat(one.members()).containsOnlyKeys("big", "small");
  }

  @Test
  void differencesNameWhatChangedWhatIsNewAndWhatIsGone() {
    Fingerprint before =
        Fingerprint.builder()
            .text("jdk", "17")
            .text("parameter debug", "x")
            .text("os", "l")
            .build();
    Fingerprint now =
        Fingerprint.builder()
            .text("jdk", "25")
            .text("parameter release", "x")
            .text("os", "l")
            .build();
    assertThat(now.differences(before))
        .containsExactly("jdk changed", "parameter debug is gone", "parameter release is new");
    assertThat(now.differences(now)).isEmpty();
  }

  @Test
  void differencesNameTheFiles() {
    Fingerprint before =
        Fingerprint.builder()
            .files("sources", Map.of("a/Same.java", ONE, "a/B.java", ONE, "a/Old.java", ONE))
            .build();
    Fingerprint now =
        Fingerprint.builder()
            .files("sources", Map.of("a/Same.java", ONE, "a/B.java", TWO, "a/New.java", ONE))
            .build();
    assertThat(now.differences(before))
        .containsExactly("sources changed: a/B.java, a/New.java (new), a/Old.java (gone)");
  }

  @Test
  void aDifferenceOfManyFilesNamesTheFirstAndCountsTheRest() {
    Fingerprint before = Fingerprint.builder().files("sources", Map.of()).build();
    Fingerprint now = Fingerprint.builder().files("sources", many(7)).build();
    assertThat(now.differences(before))
        .containsExactly(
            "sources changed: f0 (new), f1 (new), f2 (new), f3 (new), f4 (new) and 2 more");
  }

  @Test
  void aNameIsGivenOnce() {
    assertThatThrownBy(() -> Fingerprint.builder().text("a", "1").digest("a", ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a'");
  }

  private static Map<String, Digest> many(int count) {
    Map<String, Digest> files = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      files.put("f" + i, ONE);
    }
    return files;
  }
}
